extension MessageList {
  /// The messages of an open mailbox that the list names.
  ///
  /// An empty list stands for the current message, or the next one that fits, or the nearest before it.
  public func select(
    in source: some MessageListSource, scope: MessageScope = .undeleted
  ) throws(MessageListError) -> MessageSelection {
    if specs.isEmpty {
      var selection = MessageSelection([try MessageList.standard(in: source, scope)])
      selection.isDefault = true
      return selection
    }
    var evaluator = MessageListEvaluator(source, scope)
    return try evaluator.select(specs)
  }

  /// Dot if it fits, else the next fitting message forward, else backward.
  private static func standard(in source: some MessageListSource, _ scope: MessageScope) throws(MessageListError) -> Int
  {
    let order = source.viewOrder ?? Array(1..<(max(source.messageCount, 0) + 1))
    guard !order.isEmpty else { throw .noneApplicable }
    let start = order.firstIndex(of: source.currentMessage) ?? 0
    for index in start..<order.count where scope.fits(source.state(of: order[index])) { return order[index] }
    for index in (0..<start).reversed() where scope.fits(source.state(of: order[index])) { return order[index] }
    throw .noneApplicable
  }
}

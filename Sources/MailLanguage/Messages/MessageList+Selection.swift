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
    let order = MessageOrder(view: source.viewOrder, count: source.messageCount)
    let start = order.place(of: source.currentMessage) ?? 0
    if let next = order.first(from: start, where: { scope.fits(source.state(of: $0)) }) { return next }
    if let before = order.last(before: start, where: { scope.fits(source.state(of: $0)) }) { return before }
    throw .noneApplicable
  }
}

extension Session {
  /// Runs commands in the midst of a message.
  func whileComposing<Result>(_ body: () throws -> Result) rethrows -> Result {
    let wasComposing = isComposing
    isComposing = true
    defer { isComposing = wasComposing }
    return try body()
  }

  /// Refuses what would leave the folder, or the message, before the message is finished.
  func refuseWhileComposing() throws(ShellError) {
    guard isComposing else { return }
    throw ShellError(
      "\(language.lastCommand): not possible while a message is composed", hint: "Finish or give up the message first.")
  }
}

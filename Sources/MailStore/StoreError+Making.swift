import MailSystem

extension StoreError {
  /// Runs a call of the system and wraps its error.
  static func wrapping<Result: ~Copyable>(
    _ verb: String = "", _ body: () throws(SystemError) -> Result
  ) throws(StoreError) -> Result {
    do {
      return try body()
    } catch {
      throw StoreError(error, verb)
    }
  }

  static func noSuchMessage(_ number: Int, in name: String) -> StoreError {
    StoreError(.noSuchMessage, "\(name): there is no message \(number)")
  }

  static func tooLarge(_ number: Int, size: Int) -> StoreError {
    StoreError(
      .tooLarge, "\(number): a message of \(size) bytes is too large to be read as a whole here",
      hint: "save, copy and `show \(number)` take it piece by piece.")
  }

  static func removed(_ number: Int, from name: String) -> StoreError {
    StoreError(.changed, "\(name): message \(number) was removed by another program")
  }

  /// Told by what would have written.
  static func changed(_ name: String) -> StoreError {
    StoreError(
      .changed, "\(name): another program has changed it since it was read",
      hint: "Nothing was written; \(wayToOpenAgain(name, beginning: "open"))")
  }

  /// Told by what only reads.
  static func changedWhileRead(_ name: String) -> StoreError {
    StoreError(
      .changed, "\(name): another program has changed it since it was read", hint: "`inc` takes in what is new there.")
  }

  /// Told where the messages are not known again in what another program has left.
  static func changedBeyondRecognition(_ name: String) -> StoreError {
    StoreError(
      .changed, "\(name): another program has changed it so that its messages are not known again",
      hint: wayToOpenAgain(name))
  }

  static func wayToOpenAgain(_ name: String, beginning: StaticString = "Open") -> String {
    "\(beginning) it again with `file \(name)`, or `file %` for the system mailbox."
  }
}

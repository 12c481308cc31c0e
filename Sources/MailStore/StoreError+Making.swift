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

  static func changed(_ name: String) -> StoreError {
    StoreError(
      .changed, "\(name): another program has changed it since it was read",
      hint: wayToOpenAgain(name))
  }

  static func wayToOpenAgain(_ name: String) -> String {
    "Nothing was written; open it again with `file \(name)`, or `file %` for the system mailbox."
  }
}

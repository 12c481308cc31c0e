/// How composing ended.
enum ComposeEnd {
  /// The message is to be sent.
  case send
  /// It is given up; whether it goes to the dead letter file.
  case abort(saves: Bool)
}

import MailSystem

/// What tells the next run that a message may have been sent, where this one ends before it knows.
protocol DoubtMark: Sendable {
  /// Notes on the disk that the message may be sent from now on.
  func set() throws(SystemError)
  /// Takes that back: what became of the message is known.
  func clear()
}

import MailSubmit

/// What is told of a message that is kept because it was not sent.
struct LetterTraits: OptionSet {
  let rawValue: UInt8

  /// It goes as it is, so that nobody can edit it.
  static let resent = LetterTraits(rawValue: 1 << 0)
  /// It may have been sent all the same, which is told before it is sent again.
  static let doubtful = LetterTraits(rawValue: 1 << 1)
  /// The end of it is missing.
  static let part = LetterTraits(rawValue: 1 << 2)
  /// It is for nobody yet, so that it goes only once somebody is named.
  static let forNobody = LetterTraits(rawValue: 1 << 3)

  /// The bits.
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What an error says of the message that it kept from being sent.
  init(after error: any Error) { self = (error as? SubmitError)?.isDoubtful ?? false ? .doubtful : [] }
}

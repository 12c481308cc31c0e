public import MailBytes

/// Why a recipient typed by the user cannot be used.
public struct AddressError: MailError, Equatable {
  /// What is wrong with it.
  public enum Reason: Sendable, Equatable {
    /// Nothing where an address should be.
    case empty
    /// A line end, NUL or other control character.
    case controlCharacter
    /// A quoted string without its closing quote.
    case unclosedQuote
    /// A comment without its closing parenthesis.
    case unclosedComment
    /// `<` without `>`, or the reverse.
    case unbalancedBracket
    /// Nothing before the `@`.
    case missingLocalPart
    /// Nothing behind the `@`.
    case missingDomain
    /// A second `@` outside quotes.
    case secondAt
    /// A character, of ASCII, that no address has outside quotes.
    case invalidCharacter(UInt8)
    /// Bytes that are no UTF-8.
    case invalidText
    /// A domain with empty labels or characters no domain has.
    case invalidDomain
    /// Longer than any address can be.
    case tooLong
    /// A colon where no group is: one without its `;`, or behind an address.
    case groupSyntax
    /// Words parted by blanks alone that are neither all addresses nor otherwise known.
    case blankInside
    /// Text that sticks to the `>` of the address before it.
    case textBehindBracket
  }

  /// The text that was given.
  public let text: String
  /// What is wrong with it.
  public let reason: Reason

  /// Makes the error.
  public init(_ text: String, _ reason: Reason) {
    self.text = text
    self.reason = reason
  }

  /// `"x@" is not an address: nothing behind the @`.
  public var summary: String {
    let shown = text.utf8.count > 200 ? String(text.unicodeScalars.prefix(60)) + "..." : text
    return "\"" + shown + "\" is not a mail address: " + explanation
  }

  /// An example of what works.
  public var hint: String? { "Write user@example.org or \"Name <user@example.org>\", several separated by commas." }

  /// EX_DATAERR.
  public var exitStatus: ExitStatus { .dataError }

  private var explanation: String {
    switch reason {
    case .empty: "it is empty"
    case .controlCharacter: "it holds a line end or another control character"
    case .unclosedQuote: "a quote is not closed"
    case .unclosedComment: "a parenthesis is not closed"
    case .unbalancedBracket: "< and > do not match"
    case .missingLocalPart: "there is nothing before the @"
    case .missingDomain: "there is nothing behind the @"
    case .secondAt: "it holds more than one @"
    case .invalidCharacter(let byte): "it holds \(Character(Unicode.Scalar(byte))), which must stand in quotes"
    case .invalidText: "it is no valid UTF-8"
    case .invalidDomain: "its domain cannot exist"
    case .tooLong: "it is too long"
    case .blankInside: "it holds a blank, and not every word of it is an address, an alias or a user of this machine"
    case .textBehindBracket: "it goes on behind the >"
    case .groupSyntax: "the : begins no group, whose members a ; ends"
    }
  }
}

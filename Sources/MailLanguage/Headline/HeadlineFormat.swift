public import MailBytes

/// The format of a line of the header summary, in the common language of Heirloom, s-nail, BSD and GNU mail.
///
/// `%` begins a field: a width may follow, with a minus for the left side, then a letter. Text fields are cut to their
/// width and stand at the left, numbers are never cut and stand at the right. What is not a field is text.
public struct HeadlineFormat: Sendable, Equatable {
  /// What a field shows.
  public enum Field: UInt8, Sendable, CaseIterable {
    /// `%>` and `%<`: the mark of the current message.
    case mark, backMark
    /// `%a`: the letter of its state.
    case state
    /// `%m`: its number; at least three columns, more in a large mailbox.
    case number
    /// `%f`: who sent it.
    case sender
    /// `%d`: when it came.
    case date
    /// `%l`: its lines.
    case lines
    /// `%o`: its bytes.
    case octets
    /// `%s`: the subject; `%S`: the subject in double quotes.
    case subject, quotedSubject
    /// `%i`: the lines of the thread tree; `%e`: the depth in it; `%t`: the place in the view.
    case tree, depth, place
    /// `%T`: a recipient; `%L`: a mailing list; `%U`: the UID; `%c` and `%$`: the score.
    case recipient, list, uid, score
  }

  /// A piece of the format.
  public enum Token: Sendable, Equatable {
    /// Text that stands in every line, cleaned once for all of them.
    case text(TerminalText)
    /// So many blanks.
    case blanks(Int)
    /// A field; a width of 0 is the field's own.
    case field(Field, width: Int, isLeft: Bool)
  }

  /// The pieces in order.
  public let tokens: [Token]

  /// What BSD mail prints, and Heirloom mailx where nothing else is set: readers of the output know it.
  public static let standard = "%>%a%m %-18f %16d %4l/%-5o %i%s"
  /// What Heirloom mailx prints with `bsdcompat`, which the start-up file of some systems sets.
  public static let compatible = "%>%a%m %20f  %16d %3l/%-5o %i%S"
  /// The widest that a field may be asked for.
  public static let maximumWidth = 500

  /// Takes the pieces of a format.
  init(tokens: [Token]) { self.tokens = tokens }

  /// Reads a format; an unknown letter stands for itself.
  public init(_ format: [UInt8]) {
    var tokens: [Token] = []
    var text: [UInt8] = []
    var position = 0
    while position < format.count {
      let byte = format[position]
      position += 1
      guard byte == UInt8(ascii: "%"), position < format.count else {
        text.append(byte)
        continue
      }
      let start = position
      var isLeft = false
      var width = 0
      if format[position] == UInt8(ascii: "-") || format[position] == UInt8(ascii: "+") {
        isLeft = format[position] == UInt8(ascii: "-")
        position += 1
      }
      while position < format.count, format[position] >= 0x30, format[position] <= 0x39 {
        width = min(width * 10 + Int(format[position] - 0x30), HeadlineFormat.maximumWidth)
        position += 1
      }
      guard position < format.count else {
        text.append(contentsOf: format[(start - 1)...])
        break
      }
      let letter = format[position]
      position += 1
      if letter == UInt8(ascii: "%") {
        text.append(letter)
      } else if let field = Field(letter: letter) {
        if !text.isEmpty { tokens.append(Self.literal(text)) }
        text = []
        tokens.append(.field(field, width: width, isLeft: isLeft))
      } else {
        text.append(contentsOf: format[(start - 1)..<position])
      }
    }
    if !text.isEmpty { tokens.append(Self.literal(text)) }
    self.tokens = tokens
  }

  /// Whether a field is part of it.
  public func shows(_ field: Field) -> Bool {
    tokens.contains { if case .field(field, _, _) = $0 { true } else { false } }
  }

  private static func literal(_ text: [UInt8]) -> Token {
    text.allSatisfy { $0 == 0x20 } ? .blanks(text.count) : .text(TerminalText(cleaning: text))
  }
}

extension HeadlineFormat.Field {
  /// The letters of the field, and what it shows; reading a format and the manual both look here.
  public var declaration: (letters: StaticString, help: StaticString) {
    switch self {
    case .mark: (">", "A > at the current message, else a blank.")
    case .backMark: ("<", "A < at the current message, else a blank.")
    case .state: ("a", "The letter of its state, from attrlist.")
    case .number: ("m", "Its number, three columns wide, more in a large mailbox.")
    case .sender: ("f", "Its sender; with showto the recipient of your own messages, with showname names.")
    case .date: ("d", "When it came; with datefield the time of its Date field.")
    case .lines: ("l", "How many lines it has.")
    case .octets: ("o", "How many bytes it has.")
    case .subject: ("s", "Its subject, in what the line has left.")
    case .quotedSubject: ("S", "The same in double quotes; nothing where there is none.")
    case .tree: ("i", "In a folder sorted by threads, the lines of the tree.")
    case .depth: ("e", "How deep it stands in its thread.")
    case .place: ("t", "Its place in the order shown.")
    case .recipient: ("T", "Its first recipient.")
    case .list: ("L", "The mailing list it came by, where that is known.")
    case .uid: ("U", "Nothing; for formats that were made for IMAP servers.")
    case .score: ("c$", "Nothing; for formats that show how likely it is spam.")
    }
  }

  /// The field of a letter.
  init?(letter: UInt8) {
    for field in Self.allCases {
      if field.declaration.letters.description.utf8.contains(letter) {
        self = field
        return
      }
    }
    return nil
  }

  /// Whether the field is a number, so that it is never cut.
  var isNumber: Bool {
    switch self {
    case .number, .lines, .octets, .depth, .place, .uid, .score: true
    default: false
    }
  }
}

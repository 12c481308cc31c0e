import MailBytes

/// A charset label of a message, read in the WHATWG manner: what senders mean rather than what they wrote.
///
/// ISO-8859-1 is read as Windows-1252, gb2312 as GB18030, euc-kr and its aliases as CP949 and so on.
public struct CharsetLabel: Sendable, Equatable {
  /// How text of the charset is read.
  public enum Kind: Sendable, Equatable {
    /// UTF-8, read here.
    case utf8
    /// US-ASCII, or a label that says nothing: read as unlabelled text.
    case ascii
    /// Windows-1252 and everything that is meant by it, read here.
    case windows1252
    /// A charset of the table, read by the converter.
    case listed
    /// A label the table does not know; the converter may.
    case unlisted
  }

  /// How text of the charset is read.
  public let kind: Kind
  /// The name for the converter, as iconv spells it.
  public let converterName: String

  /// UTF-8.
  public static let utf8 = CharsetLabel(kind: .utf8, converterName: "UTF-8")
  /// No label at all.
  public static let ascii = CharsetLabel(kind: .ascii, converterName: "US-ASCII")
  /// Windows-1252.
  public static let windows1252 = CharsetLabel(kind: .windows1252, converterName: "CP1252")

  init(kind: Kind, converterName: String) {
    self.kind = kind
    self.converterName = converterName
  }

  /// Reads a label as it stands in a message: any case, with stray quotes and blanks.
  public init(_ label: some Sequence<UInt8>) {
    var name: [UInt8] = []
    name.reserveCapacity(32)
    for byte in label where byte > 32 && byte != 34 && byte != 39 && byte != 59 && byte < 127 {
      name.append(byte.asciiLowercased)
      if name.count > 64 { break }
    }
    self = CharsetTable.find(name)
  }

  /// Reads a label given as text.
  public init(_ label: String) {
    self.init(label.utf8)
  }
}

extension CharsetLabel {
  /// Whether text of the charset starts in a state of its own, so that pieces must not be joined.
  var hasShiftStates: Bool {
    kind == .listed && (converterName.hasPrefix("ISO-2022") || converterName == "UTF-7" || converterName == "HZ")
  }
}

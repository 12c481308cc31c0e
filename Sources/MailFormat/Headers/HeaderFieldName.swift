import MailBytes

/// The name of a header field, compared without regard to case (RFC 5322 section 2.2).
///
/// It carries a small hash, so that looking a field up in a block compares two numbers and rarely any text.
public struct HeaderFieldName: Sendable, Hashable, CustomStringConvertible {
  /// The name as it is written in new messages.
  public let canonical: String
  /// The hash of the name in lower case, as `HeaderField.nameHash`.
  let hash: UInt16

  /// Takes any text; nil unless it is one or more printable ASCII characters without blank and colon.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 58 }) else { return nil }
    self.init(known: text)
  }

  /// Makes a name from bytes of a message, on the same conditions.
  public init?(_ bytes: ArraySlice<UInt8>) {
    self.init(String(decoding: bytes, as: UTF8.self))
  }

  private init(known text: String) {
    canonical = text
    hash = HeaderNameHash.value(text)
  }

  /// The canonical spelling.
  public var description: String { canonical }

  /// Whether both are the same name, in any case.
  public static func == (left: HeaderFieldName, right: HeaderFieldName) -> Bool {
    guard left.hash == right.hash, left.canonical.utf8.count == right.canonical.utf8.count else { return false }
    for (a, b) in zip(left.canonical.utf8, right.canonical.utf8)
    where a.asciiLowercased != b.asciiLowercased {
      return false
    }
    return true
  }

  /// Hashes without regard to case.
  public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension HeaderFieldName {
  /// Subject.
  public static let subject = HeaderFieldName(known: "Subject")
  /// From.
  public static let from = HeaderFieldName(known: "From")
  /// Sender.
  public static let sender = HeaderFieldName(known: "Sender")
  /// Reply-To.
  public static let replyTo = HeaderFieldName(known: "Reply-To")
  /// To.
  public static let to = HeaderFieldName(known: "To")
  /// Cc.
  public static let cc = HeaderFieldName(known: "Cc")
  /// Bcc.
  public static let bcc = HeaderFieldName(known: "Bcc")
  /// Date.
  public static let date = HeaderFieldName(known: "Date")
  /// Message-ID.
  public static let messageID = HeaderFieldName(known: "Message-ID")
  /// In-Reply-To.
  public static let inReplyTo = HeaderFieldName(known: "In-Reply-To")
  /// References.
  public static let references = HeaderFieldName(known: "References")
  /// MIME-Version.
  public static let mimeVersion = HeaderFieldName(known: "MIME-Version")
  /// Content-Type.
  public static let contentType = HeaderFieldName(known: "Content-Type")
  /// Content-Transfer-Encoding.
  public static let contentTransferEncoding = HeaderFieldName(known: "Content-Transfer-Encoding")
  /// Content-Disposition.
  public static let contentDisposition = HeaderFieldName(known: "Content-Disposition")
  /// Content-ID.
  public static let contentID = HeaderFieldName(known: "Content-ID")
  /// Content-Description.
  public static let contentDescription = HeaderFieldName(known: "Content-Description")
  /// Content-Length, as some mailboxes carry it.
  public static let contentLength = HeaderFieldName(known: "Content-Length")
  /// Lines, as some mailboxes carry it.
  public static let lines = HeaderFieldName(known: "Lines")
  /// Status: R and O in an mbox.
  public static let status = HeaderFieldName(known: "Status")
  /// X-Status: A, F, T, D in an mbox.
  public static let xStatus = HeaderFieldName(known: "X-Status")
  /// Received.
  public static let received = HeaderFieldName(known: "Received")
  /// Return-Path.
  public static let returnPath = HeaderFieldName(known: "Return-Path")
  /// Delivered-To.
  public static let deliveredTo = HeaderFieldName(known: "Delivered-To")
  /// Mail-Followup-To.
  public static let mailFollowupTo = HeaderFieldName(known: "Mail-Followup-To")
  /// List-Post.
  public static let listPost = HeaderFieldName(known: "List-Post")
  /// List-Unsubscribe.
  public static let listUnsubscribe = HeaderFieldName(known: "List-Unsubscribe")
  /// List-Id.
  public static let listID = HeaderFieldName(known: "List-Id")
  /// Organization.
  public static let organization = HeaderFieldName(known: "Organization")
  /// User-Agent.
  public static let userAgent = HeaderFieldName(known: "User-Agent")
  /// Resent-From.
  public static let resentFrom = HeaderFieldName(known: "Resent-From")
  /// Resent-To.
  public static let resentTo = HeaderFieldName(known: "Resent-To")
  /// Resent-Cc.
  public static let resentCc = HeaderFieldName(known: "Resent-Cc")
  /// Resent-Bcc.
  public static let resentBcc = HeaderFieldName(known: "Resent-Bcc")
  /// Resent-Date.
  public static let resentDate = HeaderFieldName(known: "Resent-Date")
  /// Resent-Message-ID.
  public static let resentMessageID = HeaderFieldName(known: "Resent-Message-ID")
}

import MailFormat
import MailSystem

/// A message while it is being written: what was typed and asked for, nothing checked or expanded yet.
struct Composition {
  /// An attachment as it was named.
  struct Attachment {
    /// The file as named, or what is passed on of a message.
    var source: Source
    /// The charset given behind `=`, nil to look at the content.
    var charset: String?
    /// The type asked for, nil to go by name and content.
    var type: String?
    /// The name the recipient sees, nil for that of the file.
    var name: String?
    /// The name parameter of the type, nil for the same name.
    var typeName: String?
    /// The transfer encoding asked for, nil for what holds for the message.
    var encoding: BuildOptions.Encoding?

    /// Where the content is.
    enum Source {
      case file(path: String)
      case message([UInt8])
      case content([UInt8])
      /// Standard input, which is read in time.
      case input
      /// What was read of standard input.
      case spooled(SpooledInput)
    }
  }

  /// Recipients as typed, each entry a list.
  var to: [String] = []
  /// Copy recipients as typed.
  var cc: [String] = []
  /// Blind copy recipients as typed.
  var bcc: [String] = []
  /// Files that get a copy.
  var fcc: [String] = []
  /// The subject; nil when there is none.
  var subject: String?
  /// Who it is from, when not as the settings say.
  var from: String?
  /// Whether `-r` named the envelope sender, and `from` with it unless a field says otherwise.
  var namesEnvelope = false
  /// Whether `from` stands in a From field of the message.
  var hasAuthor = false
  /// The envelope sender of `-r` or the settings, where it may be another than the author.
  var returnAddress: String?
  /// Where answers go, when not as the settings say.
  var replyTo: String?
  /// Who sent it on behalf, when not as the settings say.
  var sender: String?
  /// The Message-ID of the message answered.
  var inReplyTo: String?
  /// The Message-IDs of the thread.
  var references: [String] = []
  /// Further fields in order.
  var fields: [(name: String, value: String)] = []
  /// The text.
  var body = SpooledInput.memory([])
  /// The type of the text when it is not plain.
  var bodyType: String?
  /// The text in several forms, where it is more than one.
  var richBody: DraftBody?
  /// Whether the text is taken as it is: no signature, no injected lines.
  var isVerbatim = false
  /// Whether it went out before, so that `autocc`, `customhdr` and signatures have been added already.
  var isRepeated = false
  /// The transfer encoding asked for the text, nil for that of the settings.
  var bodyEncoding: BuildOptions.Encoding?
  /// The Content-Transfer-Encoding that the writer declares, so that the text may be encoded already.
  var declaredEncoding: String?
  /// Whether CR LF is part of the text and not a line end from elsewhere.
  var keepsLineEnds = false
  /// The charset to try first for the text.
  var charset: String?
  /// Whether text and attachments are forms of the same.
  var isAlternative = false
  /// Whether parts without content are left out.
  var skipsEmptyParts = false
  /// Whether a plain text goes without the fields of MIME.
  var omitsMIME = false
  /// Whether the text is Markdown, which goes as HTML beside it.
  var isMarkdown = false
  /// Whether it is sent on as it came, so that `record` keeps it only if `record-resent` is set.
  var isResent = false
  /// Whether standard input is an attachment and not the text.
  var attachesInput = false
  /// The files and messages that go with it.
  var attachments: [Attachment] = []
  /// Whether the copy goes to a file named after the first recipient.
  var recordsByName = false

  /// Whether nobody has been named yet.
  var hasNoRecipients: Bool { to.isEmpty && cc.isEmpty && bcc.isEmpty && fcc.isEmpty }

  /// Whether there is anything in the message besides its head.
  var hasContent: Bool { body.count > 0 || richBody != nil || !attachments.isEmpty }

  /// What the command line adds to the text, or asks of its form, in words; nil for nothing.
  var partsBesidesText: String? {
    if !attachments.isEmpty { return "an attachment" }
    if richBody != nil || isMarkdown { return "another form of the text" }
    let hasType = bodyType != nil || bodyEncoding != nil || declaredEncoding != nil
    return hasType || isAlternative ? "another type or encoding" : nil
  }

  /// The text in memory; what is too large to be edited is read all the same.
  func text() throws(SystemError) -> [UInt8] {
    if case .memory(let bytes) = body { return bytes }
    var bytes: [UInt8] = []
    try body.read(at: 0, limit: body.count, into: &bytes)
    return bytes
  }
}

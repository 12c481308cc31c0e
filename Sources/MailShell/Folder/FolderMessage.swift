import MailFormat
import MailStore

/// A message of the open folder as the search sees it.
struct FolderMessage: SearchableMessage {
  let number: Int
  let header: HeaderBlock
  /// Where the header begins; before it is the From_ line.
  private let headerStart: Int
  private let state: MessageState
  private let session: Session
  private let body = Body()

  /// The body, read once for all that is asked about it.
  private final class Body {
    private var text: MessageText?

    func read(_ number: Int, in session: Session) -> MessageText? {
      if text == nil { text = try? session.searchableText(of: number) }
      return text
    }
  }

  /// Reads the header; the body is read when it is asked for.
  init(_ number: Int, in session: Session) throws {
    self.number = number
    self.session = session
    let (head, start) = try session.mailbox().head(of: number)
    header = HeaderBlock(head, in: start..<head.count)
    headerStart = start
    state = session.folder?.state(of: number) ?? []
  }

  var uid: Int? { nil }

  /// As `size` prints it.
  var size: Int { (try? session.summary(of: number).length) ?? 0 }

  var receivedAt: Int64? {
    session.receivedDate(fromLine: header.bytes.span.extracting(..<headerStart))
  }

  func has(_ key: SearchQuery.MessageStateKey) -> Bool {
    switch key {
    case .answered: state.contains(.answered)
    case .deleted: state.contains(.deleted)
    case .draft: state.contains(.draft)
    case .flagged: state.contains(.flagged)
    case .seen: state.contains(.read)
    case .recent: !state.contains(.old)
    }
  }

  func has(keyword: String) -> Bool { false }

  func textHolds(_ needle: TextNeedle) -> Bool { body.read(number, in: session)?.textHolds(needle) ?? false }
}

import MailFormat
import MailStore

/// A message of the open folder as the search sees it.
struct FolderMessage: SearchableMessage {
  let number: Int
  let header: HeaderBlock
  let size: Int
  private let state: MessageState
  private let session: Session

  /// Reads the header; the body is read when it is asked for.
  init(_ number: Int, in session: Session) throws {
    self.number = number
    self.session = session
    header = try session.header(of: number)
    size = try session.summary(of: number).size
    state = session.folder?.state(of: number) ?? []
  }

  var uid: Int? { nil }

  var receivedAt: Int64? {
    guard let line = try? session.mailbox().fromLine(of: number),
      let space = line.dropFirst(5).firstIndex(of: 0x20)
    else { return nil }
    return MailDate.parse(line, in: space..<line.count)?.secondsSinceEpoch
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

  func decodedText() -> [UInt8] {
    guard let content = try? session.content(of: number) else { return [] }
    let tree = PartTree(message: content, charsets: session.world.charsets)
    let reader = MessageText(message: content, tree: tree, charsets: session.world.charsets, html: nil)
    var text: [UInt8] = []
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf && part.isText {
      text += reader.text(of: index) ?? []
      text.append(0x0a)
    }
    return text
  }
}

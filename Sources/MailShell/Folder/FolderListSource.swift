import MailBytes
import MailFormat
import MailLanguage
import MailStore

/// What message lists ask about the open folder.
struct FolderListSource: MessageListSource {
  let session: Session
  let folder: OpenFolder

  var messageCount: Int { folder.count }
  var currentMessage: Int { folder.dot }
  var formerMessage: Int? { folder.previousDot > 0 ? folder.previousDot : nil }
  var formerList: [Int] { folder.previousList }
  var formerSearch: [MessageMatch] { folder.search }
  var viewOrder: [Int]? { folder.view }

  func state(of message: Int) -> MessageListState {
    guard let state = folder.state(of: message) else { return [] }
    if state.contains(.gone) { return .gone }
    var result: MessageListState = []
    if state.isNew { result.insert(.new) }
    if state.contains(.read) { result.insert(.read) }
    if state.contains(.old) { result.insert(.old) }
    if state.contains(.deleted) { result.insert(.deleted) }
    if state.contains(.flagged) { result.insert(.flagged) }
    if state.contains(.answered) { result.insert(.answered) }
    if state.contains(.draft) { result.insert(.draft) }
    if state.contains(.saved) { result.insert(.saved) }
    if state.contains(.tagged) { result.insert(.tagged) }
    if state.contains(.killed) { result.insert(.killed) }
    if state.contains(.junk) { result.insert(.spam) }
    if let list = try? session.mailingList(of: message) {
      if list.isKnown { result.insert(.list) }
      if list.isSubscribed { result.insert(.subscribedList) }
    }
    return result
  }

  func parent(of message: Int) throws(ShellError) -> Int? {
    try wrapped { try session.threads(of: folder).parent(of: message) }
  }

  func thread(from message: Int) throws(ShellError) -> [Int] {
    try wrapped { try session.threads(of: folder).descendants(of: message) }
  }

  func find(_ match: MessageMatch, among candidates: [Int]) throws(ShellError) -> [Int] {
    try wrapped {
      var matcher = try MessageMatcher(match, session: session)
      var found: [Int] = []
      var progress = ProgressLine("Searching", total: candidates.count, world: session.world)
      defer { progress.finish() }
      for (done, number) in candidates.enumerated() {
        if done % Self.interruptible == 0, session.wasInterrupted() { throw ShellError("Search interrupted") }
        progress.update(done)
        if try matcher.matches(number) { found.append(number) }
      }
      try folder.mailbox.confirm()
      return found
    }
  }

  /// After how many messages of a search Ctrl-C is looked for; to look is a system call, which costs what a header does.
  private static var interruptible: Int { 16 }

  private func wrapped<Result>(_ body: () throws -> Result) throws(ShellError) -> Result {
    do { return try body() } catch let error as ShellError { throw error } catch let error as any MailError {
      throw ShellError(
        error.summary, hint: error.hint, cause: error.cause, exitStatus: error is SearchError ? .usage : nil)
    } catch {
      throw ShellError("cannot search")
    }
  }
}

import Foundation
import MailBytes
import MailFormat
import MailSystem
import Testing

/// Reads every file of the corpus beside the checkout and compares with what is known of it; skipped where there is none.
@Suite struct CorpusTests {
  static let folder: String? = {
    var candidates: [String] = []
    if let named = ProcessInfo.processInfo.environment["MAIL_CORPUS"] { candidates.append(named) }
    var path = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<6 {
      path.deleteLastPathComponent()
      candidates.append(path.path + "/shared/corpus")
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/expected.jsonl") }
  }()

  static var isPresent: Bool { folder != nil }

  @Test(.enabled(if: isPresent)) func ratesReachTheirGoals() throws {
    let folder = try #require(Self.folder)
    var run = CorpusRun(folder: folder)
    try run.compareAll()
    run.report()
    #expect(run.rate("subject") >= 0.995)
    #expect(run.rate("sender") >= 0.995)
    #expect(run.rate("date") >= 0.995)
    #expect(run.rate("ids") >= 0.995)
    #expect(run.rate("count") >= 0.995)
    #expect(run.rate("tree") >= 0.99)
    #expect(run.rate("filename") >= 0.99)
    #expect(run.rate("text") >= 0.995)
    #expect(run.rate("text, not ASCII") >= 0.98)
    #expect(run.rate("content") == 1)
    #expect(run.rate("size") == 1)
    #expect(run.rate("must show") == 1)
    #expect(run.rate("must not show") == 1)
    #expect(run.rate("must not emit") == 1)
    // Files packed between the lines stay as they are written there.
    #expect(run.rate("pieces") >= 0.99)
  }
}

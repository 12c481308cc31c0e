import Foundation
import MailLanguage
import Testing

@testable import mail_reference

/// The documents in the checkout are what the tables say.
@Suite struct DocumentsTests {
  private func stored(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  @Test(arguments: Documents.pages) func pagesAreCurrent(name: String) throws {
    let page = try stored(name)
    #expect(Documents.page(page) == page, "\(name) differs from the tables; run make reference")
  }

  @Test("A heading that begins with two letters would be read as a macro: At is AT&T UNIX", arguments: Documents.pages)
  func headingsAreText(name: String) throws {
    for line in try stored(name).split(separator: "\n") where line.hasPrefix(".Ss ") || line.hasPrefix(".Sh ") {
      #expect(line.dropFirst(4).prefix { $0 != " " }.count != 2, "\(name): \(line)")
    }
  }

  @Test func exampleIsCurrent() throws {
    #expect(try stored(Documents.example) == ExampleFile.text, "run make reference")
  }

  @Test func exampleNamesWhatEveryoneMeets() {
    let named = Set(ExampleFile.settings)
    let passedOver: Set<Setting> = [.home, .mailrc, .sendmail, .nssConfigDir]
    for setting in Setting.allCases where setting.declaration.tier == 1 && !passedOver.contains(setting) {
      #expect(named.contains(setting), "\(setting.name)")
    }
  }

  @Test func exampleIsAStartUpFile() throws {
    var parser = RCParser(Array(ExampleFile.text.utf8), name: "mail.rc.example")
    var settings = Settings()
    while let line = parser.next() {
      let command = MailLanguage.CommandLine(line.text)
      guard command.name == "set" else { continue }
      for word in WordLexer.words(command.rest) {
        try settings.assign(word: word.bytes, from: parser.origin(of: line))
      }
    }
    #expect(settings.string(.indentprefix) == "> ")
  }

  @Test func textIsSafeFromMacros() {
    #expect(ManualText.argument("s") == "\\&s")
    #expect(ManualText.argument("ab cd") == "\"ab cd\"")
    #expect(ManualText.argument("--x\\") == "\\-\\-x\\e")
    var text = ManualText()
    text.text(".dot")
    #expect(text.lines == ["\\&.dot"])
  }

  @Test func unknownPartsKeepWhatTheyHold() {
    let page = ".\\\" BEGIN other\nold\n.\\\" END other\n.\\\" BEGIN options\nold\n.\\\" END options\n"
    let filled = Page(page).filled(with: ["options": ["new"]])
    #expect(filled == ".\\\" BEGIN other\nold\n.\\\" END other\n.\\\" BEGIN options\nnew\n.\\\" END options\n")
  }
}

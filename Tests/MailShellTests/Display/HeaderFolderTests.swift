import MailBytes
import Testing

@testable import MailShell

/// Long lists of addresses at a terminal.
@Suite struct HeaderFolderTests {
  @Test(
    arguments: [
      (nil, " ann@x.org, bob@x.org, eve@x.org"), (100, " ann@x.org, bob@x.org, eve@x.org"),
      (25, " ann@x.org, bob@x.org,\n    eve@x.org"),
      (24, " ann@x.org,\n    bob@x.org, eve@x.org"), (23, " ann@x.org,\n    bob@x.org,\n    eve@x.org"),
      (1, " ann@x.org,\n    bob@x.org,\n    eve@x.org"),
    ] as [(Int?, String)]) func folds(_ width: Int?, _ expected: String)
  {
    let folder = HeaderFolder(width: width, widths: BuiltInWidths())
    #expect(folder.folded(["ann@x.org", "bob@x.org", "eve@x.org"], behind: "To: ").string == expected)
  }

  @Test func nothingOfAPieceEndsTheLine() {
    let folder = HeaderFolder(width: 40, widths: BuiltInWidths())
    #expect(!folder.folded(["a\nBcc: b@x.org"], behind: "To: ").string.contains("\n"))
  }
}

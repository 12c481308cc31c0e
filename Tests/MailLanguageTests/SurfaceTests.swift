import Foundation
import Testing

@testable import MailLanguage

/// What the survey of all dialects lists must be declared; runs where the survey lies beside the checkout.
@Suite struct SurfaceTests {
  private static func rows(_ name: String) -> [[String]] {
    let path = "../shared/surface/\(name).tsv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func everyVariableIsKnown() {
    for row in Self.rows("variables") where !["1..N", "^? ^* ^@ ^# ^0 ^1"].contains(row[0]) {
      let name = row[0] == "rfc822-body-from-" ? "rfc822-body-from_" : row[0]
      #expect(ResolvedName(bytes(name)).setting != nil, "\(name)")
    }
  }

  @Test func everyOptionIsKnown() {
    for row in Self.rows("options") {
      for name in row[0].split(separator: " ").map(String.init) where name != "/" {
        if name.hasPrefix("--"), name.count > 2 {
          #expect(OptionDeclaration.all.contains { "--" + $0.long == name }, "\(name)")
        } else if name.hasPrefix("-"), name.count == 2, name != "--" {
          #expect(OptionParser.row(letter: Array(name.utf8)[1]) != nil, "\(name)")
        }
      }
    }
  }
}

/// A page with generated stretches: a hand-written frame whose marked parts are replaced.
struct Page {
  private let lines: [String]

  /// Takes the text of the present file.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The page with each marked part made anew.
  ///
  /// A part begins behind `.\" BEGIN name` and ends before `.\" END name`; an unknown name keeps what it holds.
  func filled(with parts: [String: [String]]) -> String {
    var result: [String] = []
    var inside: String?
    for line in lines {
      if let name = inside {
        guard line == Page.end + name else { continue }
        inside = nil
      }
      result.append(line)
      if line.hasPrefix(Page.begin) {
        let name = String(line.dropFirst(Page.begin.count))
        if let part = parts[name] {
          result += part
          inside = name
        }
      }
    }
    return result.joined(separator: "\n")
  }

  private static let begin = ".\\\" BEGIN "
  private static let end = ".\\\" END "
}

/// The marks of answers in front of subjects.
enum SubjectPrefix {
  /// The subject without `Re:`, `Fwd:` and the like in front.
  static func stripped(_ subject: String) -> String {
    var rest = Substring(subject)
    while true {
      while rest.first == " " { rest.removeFirst() }
      guard let prefix = prefixes.first(where: { ASCIIName.hasPrefix(String(rest), $0) }) else { return String(rest) }
      rest = rest.dropFirst(prefix.count)
    }
  }

  private static let prefixes = ["re:", "fwd:", "fw:", "aw:", "antw:", "wg:", "sv:"]
}

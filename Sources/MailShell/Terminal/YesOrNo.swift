import MailBytes
import MailLanguage

/// Reads the answers to questions that are asked with `[Y/n]`.
enum YesOrNo {
  /// What is said to any other answer, before the question comes again.
  static let help: TerminalText = "Answer y or n."

  /// Whether an answer is yes; nil for one that is neither.
  ///
  /// - Parameter default: what an empty answer means.
  static func answer(_ line: [UInt8], default isYes: Bool) -> Bool? {
    switch ASCIIName.lowered(String(decoding: Blanks.trim(line), as: UTF8.self)) {
    case "": isYes
    case "y", "yes": true
    case "n", "no": false
    default: nil
    }
  }
}

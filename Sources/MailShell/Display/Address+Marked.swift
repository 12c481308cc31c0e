import MailBytes
import MailFormat

extension Address {
  /// `Name <local@domain>` for people, with a warning behind it where name and address do not go together.
  func markedForm(using names: any DomainNames) -> String {
    var text = shownForm
    for mark in spoofMarks {
      switch mark {
      case .nameHoldsOtherAddress: text += " [the name holds another address]"
      case .mixedScripts, .looksLikeASCII:
        text += " [" + Self.words(mark) + (otherDomainForm(using: names).map { ": " + $0 } ?? "") + "]"
      case .encodedDomain:
        guard let readable = otherDomainForm(using: names) else { continue }
        text += " [" + (Self.scriptMark(ofDomain: readable).map { Self.words($0) + ": " } ?? "") + readable + "]"
      case .hiddenCharacters: continue
      }
    }
    return text
  }

  private static func words(_ mark: SpoofMark) -> String {
    mark == .looksLikeASCII ? "letters that look like others" : "mixed scripts"
  }
}

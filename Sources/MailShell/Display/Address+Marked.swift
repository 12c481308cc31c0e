import MailBytes
import MailFormat

extension Address {
  /// `Name <local@domain>` for people, with a warning behind it where name and address do not go together.
  func markedForm(using names: any DomainNames) -> String {
    var text = shownForm
    for mark in spoofMarks {
      switch mark {
      case .nameHoldsOtherAddress: text += " [the name holds another address]"
      case .mixedScripts:
        text += " [mixed scripts" + (otherDomainForm(using: names).map { ": " + $0 } ?? "") + "]"
      case .encodedDomain: if let readable = otherDomainForm(using: names) { text += " [" + readable + "]" }
      case .hiddenCharacters: continue
      }
    }
    return text
  }
}

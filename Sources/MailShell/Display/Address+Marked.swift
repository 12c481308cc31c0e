import MailFormat

extension Address {
  /// `Name <local@domain>` for people, with a warning behind it where name and address do not go together.
  var markedForm: String {
    var text = shownForm
    for mark in spoofMarks {
      switch mark {
      case .nameHoldsOtherAddress: text += " [the name holds another address]"
      case .mixedScripts: text += " [mixed scripts]"
      case .encodedDomain, .hiddenCharacters: continue
      }
    }
    return text
  }
}

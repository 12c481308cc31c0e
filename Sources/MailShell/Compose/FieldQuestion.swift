/// A question for what a field of the header is to hold.
///
/// Where lines can be edited the answer begins as what the field holds, and is all that it holds afterwards, as in every
/// mail program. Elsewhere what it holds is shown, and the answer adds to it or, for text, replaces it.
struct FieldQuestion {
  /// What is asked, such as `To: `.
  let label: String
  /// What the field holds.
  let former: [String]
  /// Whether its text is a list of addresses.
  var isAddresses = false
  /// What was answered before and must be corrected.
  var typed: String?
  /// Whether the answer began as what the field holds.
  var isEdited = false

  /// What the field holds, as one line.
  var text: String { former.joined(separator: ", ") }

  /// The question where lines cannot be edited: its name, and what it holds.
  var words: String {
    let shown = SettingLine.shown(Array(text.utf8))
    return label + (shown.isEmpty ? "" : shown + " ")
  }

  /// The answer that changes nothing.
  var unchanged: String { isEdited ? text : "" }

  /// What an answer brings that the field did not hold; nil when that is nothing.
  func added(by answer: String) -> String? {
    let answer = plain(answer)
    return answer == unchanged || answer == "-" || answer.isEmpty ? nil : answer
  }

  /// What the field holds behind an answer.
  func value(with answer: String) -> [String] {
    let answer = plain(answer)
    if answer == unchanged { return former }
    // A minus empties it; an editor can do that too.
    if answer.isEmpty || answer == "-" { return [] }
    return isAddresses && !isEdited ? former + [answer] : [answer]
  }

  /// An answer without the commas by which who adds addresses parts them from those that are there.
  private func plain(_ answer: String) -> String {
    guard isAddresses, !isEdited else { return answer }
    let parts = { (byte: UInt8) in byte == 0x2c || byte == 0x20 || byte == 0x09 }
    let bytes = Array(answer.utf8.drop(while: parts))
    return String(decoding: bytes[..<((bytes.lastIndex { !parts($0) } ?? -1) + 1)], as: UTF8.self)
  }
}

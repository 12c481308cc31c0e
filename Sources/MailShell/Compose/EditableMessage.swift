/// Header and text of a message as one text that a person or a filter may change.
enum EditableMessage {
  /// The message as text.
  static func text(of composer: Composer) -> [UInt8] {
    let composition = composer.composition
    var result: [UInt8] = []
    func field(_ name: String, _ values: [String]) {
      result += Array((name + ": " + values.joined(separator: ", ") + "\n").utf8)
    }
    if let from = composition.from { field("From", [from]) }
    field("To", composition.to)
    if !composition.cc.isEmpty { field("Cc", composition.cc) }
    if !composition.bcc.isEmpty { field("Bcc", composition.bcc) }
    field("Subject", composition.subject.map { [$0] } ?? [])
    if let replyTo = composition.replyTo { field("Reply-To", [replyTo]) }
    for entry in composition.fields { field(entry.name, [entry.value]) }
    return result + [0x0a] + composer.text
  }

  /// Takes a changed text apart again; what has no header is text alone.
  static func read(_ bytes: [UInt8], into composer: Composer) {
    guard let template = MessageTemplate(bytes) else {
      composer.text = bytes
      return
    }
    var composition = composer.composition
    composition.to = template.to
    composition.cc = template.cc
    composition.bcc = template.bcc
    composition.subject = template.subject
    composition.from = template.from
    composition.replyTo = template.replyTo
    composition.fields = template.fields
    composer.composition = composition
    composer.text = Array(bytes[template.bodyStart...])
  }
}

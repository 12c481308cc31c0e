import MailBytes
import MailFormat

extension TildeEscape {
  static let to = TildeEscape("t", "names", completes: .addresses, "Add recipients.") { composer, argument in
    try composer.add(String(keeping: argument), to: \.to)
    return nil
  }

  static let cc = TildeEscape("c", "names", completes: .addresses, "Add copy recipients.") { composer, argument in
    try composer.add(String(keeping: argument), to: \.cc)
    return nil
  }

  static let bcc = TildeEscape("b", "names", completes: .addresses, "Add blind copy recipients.") {
    composer, argument in
    try composer.add(String(keeping: argument), to: \.bcc)
    return nil
  }

  static let subject = TildeEscape("s", "text", "Replace the subject; \"\" leaves none.") { composer, argument in
    guard !argument.isEmpty else { throw ShellError("~s: no subject is given", hint: "Write ~s \"\" to have none.") }
    var text = argument
    // One pair of quotes around the whole is GNU's way to write a blank.
    if text.count > 1, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
      text = Array(text.dropFirst().dropLast())
    }
    composer.composition.subject = text.isEmpty ? nil : String(keeping: text)
    return nil
  }

  static let headers = TildeEscape(
    "h", "Change To, Subject, Cc and Bcc one by one, each as it is; without a line editor what is typed is added."
  ) { composer, _ in
    guard composer.session.world.input.isTerminal else {
      throw ShellError("~h: there is no terminal to ask at", hint: "Use ~t, ~s, ~c and ~b.")
    }
    // Each at once: an interrupt keeps what was answered before.
    composer.composition.to = try composer.change("To: ", composer.composition.to, isAddresses: true)
    let subject = try composer.change("Subject: ", composer.composition.subject.map { [$0] } ?? [])
    composer.composition.subject = subject.isEmpty ? nil : subject.joined(separator: " ")
    composer.composition.cc = try composer.change("Cc: ", composer.composition.cc, isAddresses: true)
    composer.composition.bcc = try composer.change("Bcc: ", composer.composition.bcc, isAddresses: true)
    return nil
  }

  static let moreHeaders = TildeEscape("H", "Change From, Reply-To and Sender one by one.") { composer, _ in
    guard composer.session.world.input.isTerminal else { throw ShellError("~H: there is no terminal to ask at") }
    let old = composer.composition
    composer.composition.from = try composer.change("From: ", old.from.map { [$0] } ?? []).last
    composer.composition.replyTo = try composer.change("Reply-To: ", old.replyTo.map { [$0] } ?? []).last
    composer.composition.sender = try composer.change("Sender: ", old.sender.map { [$0] } ?? []).last
    return nil
  }

  static let printAll = TildeEscape("p", "Show the message so far.") { composer, _ in
    composer.show()
    return nil
  }
}

extension Composer {
  /// Lets the person change what a field holds, and gives what it holds then.
  ///
  /// An interrupt leaves the questions. Addresses must be such that can be written to.
  func change(_ label: String, _ old: [String], isAddresses: Bool = false) throws -> [String] {
    var question = FieldQuestion(label: label, former: old, isAddresses: isAddresses)
    while true {
      guard let answer = try prompt(&question) else {
        // The letter ends with it.
        if endingSignal != nil { return old }
        throw ShellError("interrupted; the header is as it was typed so far")
      }
      if let changed = try value(of: &question, answer) { return changed }
    }
  }

  /// The message so far, as `~p` shows it.
  func show() {
    var lines = "-------\nMessage contains:\n"
    for (label, values) in [
      ("To", composition.to), ("Subject", composition.subject.map { [$0] } ?? []), ("Cc", composition.cc),
      ("Bcc", composition.bcc), ("From", composition.from.map { [$0] } ?? []),
      ("Reply-To", composition.replyTo.map { [$0] } ?? []),
    ] where !values.isEmpty {
      lines += label + ": " + SettingLine.shown(Array(values.joined(separator: ", ").utf8)) + "\n"
    }
    for field in composition.fields { lines += field.name + ": " + SettingLine.shown(Array(field.value.utf8)) + "\n" }
    lines += "\n"
    let output = session.world.output
    output.write(lines)
    output.write(TerminalText(cleaningLines: text).bytes)
    for (index, attachment) in composition.attachments.enumerated() {
      output.write("Attachment \(index + 1): " + SettingLine.shown(Array(attachment.words.utf8)) + "\n")
    }
    output.write("-------\n(continue)\n")
    output.flush()
  }
}

extension Composition.Attachment {
  /// How lists name it.
  var words: String {
    if let name { return name }
    switch source {
    case .file(let path): return path
    case .message: return "message"
    case .content: return name ?? type ?? "part"
    case .input, .spooled: return "standard input"
    }
  }
}

import MailSystem

extension TildeEscape {
  static let end = TildeEscape(".", "End the message and send it.") { _, _ in .send }

  static let quit = TildeEscape("q", "Give up, keeping the text in the dead letter file.") { composer, _ in
    composer.abandoned()
  }

  static let abandon = TildeEscape("x", "Give up and keep nothing.") { _, _ in .abort(saves: false) }

  static let summary = TildeEscape("?", "This list.") { composer, _ in
    let output = composer.session.world.output
    for line in TildeTable.all.flatMap(\.lines) { output.write(line + "\n") }
    return nil
  }
}

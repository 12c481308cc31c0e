import MailBytes
import MailLanguage

extension Command {
  /// Sets settings, or lists what is set.
  static let set = Command(
    "set", 2, takes: .words(least: 0, most: .max), .anywhere, usage: "[name[=value] | noname ...]",
    completes: .settings, help: "Set variables, or list them."
  ) { session, call in
    if call.words.isEmpty {
      session.listSettings()
      return .done
    }
    var outcome = Outcome.done
    // Byte for byte: a password may be in any charset.
    for word in call.words {
      let bytes = word.bytes
      do throws(SettingError) {
        try session.refuseSlip(inWord: bytes)
        try session.assign(word: bytes, from: session.language.origin)
      } catch {
        // One bad word does not keep the others of the line from being set.
        session.report(session.placed(error))
        outcome = .failed
      }
      session.tellOfUnknownName("set", Settings.parts(ofWord: bytes).name)
    }
    return outcome
  }

  /// Sets a variable of the environment, for the program and its children.
  static let setenv = Command(
    "setenv", 4, takes: .words(least: 1, most: .max), .anywhere, usage: "name[=value] ...",
    help: "Set variables of the environment."
  ) { session, call in
    for word in call.words { try session.setVariable(word.bytes) }
    return .done
  }
}

/// The parts of a word of `set`.
enum SettingWord {
  /// The name in front of `=`.
  static func name(of word: [UInt8]) -> [UInt8] {
    word.firstIndex(of: UInt8(ascii: "=")).map { Array(word[..<$0]) } ?? word
  }
}

extension Session {
  /// Lists what is set, by name; what is secret shows as stars.
  func listSettings() {
    for entry in settings.listing {
      let value = ArgumentMask.withoutPassword(entry.value)
      world.output.write(SettingLine.text(name: entry.name, value: value, isSecret: isSecret(entry.name)) + "\n")
    }
  }

  /// Whether the value of the name must not be shown.
  func isSecret(_ name: String) -> Bool {
    ASCIIName.hasPrefix(name, "password") || ASCIIName.hasPrefix(name, "smtp-auth-password")
      || Setting.named(Array(name.utf8))?.declaration.traits.contains(.secret) == true
  }

  /// An error with the place of the line that caused it.
  func placed(_ error: any Error) -> ShellError {
    let error = error as? any MailError ?? ShellError("unexpected error")
    guard case .file(let name, let line) = language.origin else {
      return ShellError(error.summary, hint: error.hint, cause: error.cause, exitStatus: error.exitStatus)
    }
    return ShellError(
      "\(name), line \(line): \(error.summary)", hint: error.hint, cause: error.cause, exitStatus: error.exitStatus)
  }
}

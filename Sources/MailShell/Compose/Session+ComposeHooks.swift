import MailBytes
import MailLanguage
import MailSystem

extension Session {
  /// Runs the macro that a setting names, with the message in the `mailx-` variables; nothing when it names none.
  ///
  /// What the macro sets of `from`, `sender`, `reply-to` and the like is obeyed, for the message is finished later.
  func runComposeHook(_ setting: Setting, _ composition: inout Composition) throws {
    guard settings.isAssigned(setting), let name = settings.string(setting), !name.isEmpty else { return }
    publish(composition)
    _ = try whileComposing { try execute(Array("call \(name)".utf8), in: .session) }
  }

  /// The message in the variables that macros may read.
  private func publish(_ composition: Composition) {
    func set(_ setting: Setting, _ value: String?) { settings.set(setting, to: value.map { Array($0.utf8) }) }
    set(.mailxCommand, isSending ? "mail" : "compose")
    set(.mailxSubject, composition.subject ?? "")
    set(.mailxFrom, composition.from ?? settings.string(.from) ?? world.user.name)
    set(.mailxSender, composition.sender ?? settings.string(.sender) ?? "")
    for (plain, raw, list) in [
      (Setting.mailxTo, Setting.mailxRawTo, composition.to), (.mailxCc, .mailxRawCc, composition.cc),
      (.mailxBcc, .mailxRawBcc, composition.bcc),
    ] {
      set(plain, list.joined(separator: ", "))
      set(raw, list.joined(separator: ", "))
    }
  }

  /// Gives the escapes that `on-compose-splice` and `on-compose-splice-shell` print to the composer.
  func runSplices(_ composition: inout Composition) throws {
    var lines: [UInt8] = []
    if settings.isAssigned(.onComposeSplice), let name = settings.string(.onComposeSplice), !name.isEmpty {
      publish(composition)
      let output = world.output
      let caught = CaughtOutput()
      world.output = caught
      defer { world.output = output }
      _ = try whileComposing { try execute(Array("call \(name)".utf8), in: .session) }
      lines += caught.bytes
    }
    if settings.isAssigned(.onComposeSpliceShell), let command = settings.string(.onComposeSpliceShell),
      !command.isEmpty
    {
      var child = try Launcher.startShell(command, shell: shellPath, input: .null, output: .pipe)
      let gate = world.signals.make()
      lines += try child.readToEnd(limit: 1 << 20, by: gate)
      let outcome = try child.waitOrEnd(by: gate)
      guard outcome.isSuccess else {
        throw ShellError("on-compose-splice-shell: \(outcome.words)", hint: "Nothing was sent to anybody.")
      }
    }
    guard !lines.isEmpty, composition.richBody == nil else { return }
    let composer = try Composer(session: self, composition: composition)
    try composer.splice(lines)
    composition = composer.composition
  }
}

/// Output that is kept instead of shown.
private final class CaughtOutput: TextOutput {
  var bytes: [UInt8] = []
  let isTerminal = false
  let columns: Int? = nil
  let rows: Int? = nil
  let isHealthy = true
  func write(_ bytes: [UInt8]) { self.bytes += bytes }
  func flush() {}
}

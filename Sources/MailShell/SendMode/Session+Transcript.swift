import MailBytes
import MailFormat
import MailLanguage
import MailLink
import MailSystem

extension Session {
  /// Shows the dialogue with a server on standard error, as `-v` asks; secrets are stars already.
  func transcript() -> Transcript {
    let errors = world.errors
    return Transcript { side, line in
      switch side {
      case .client: errors.write(">>> ")
      case .server: errors.write("<<< ")
      case .note: errors.write("--- ")
      }
      errors.write(TerminalText(cleaning: line).bytes + [0x0a])
      errors.flush()
    }
  }

  /// The transport in words, without secrets.
  func transportWords() -> String {
    do throws(ShellError) {
      switch try transport() {
      case .server(let server): return "\(server.scheme) \(server.displayName)"
      case .program(let path, _): return path
      case .exchanges: return "the servers of each recipient's domain"
      case .local: return "built-in local delivery"
      case .test(let path): return "test " + (path ?? "standard output")
      }
    } catch {
      return error.summary
    }
  }

  /// One line about a message in the file that `logfile` names.
  func log(_ composition: Composition, _ recipients: Recipients, outcome: String) {
    guard let name = settings.string(.logfile), let path = try? expandFileName(name) else { return }
    let now = world.clock.now()
    let date = DateFormat.rfc5322(now, offsetMinutes: world.clock.offset(at: now) / 60)
    var line = date + Array(" from=<".utf8)
    line += TerminalText(cleaning: composition.from ?? world.user.name).bytes
    line += Array("> to=<".utf8)
    line += TerminalText(cleaning: recipients.envelope.map(\.addrSpec).joined(separator: ",")).bytes
    line += Array("> via=".utf8) + TerminalText(cleaning: transportWords()).bytes
    line += Array(" status=".utf8) + TerminalText(cleaning: outcome).bytes + [0x0a]
    do {
      let file = try FileDescriptor.openToAppend(path)
      try file.write(line)
    } catch {
      report(ShellError("the log could not be written", cause: error))
    }
  }
}

import MailBytes
import MailHTML
import MailSASL
import MailShell
import MailSystem
import MailTLS

/// The composition root: chooses what stands behind the protocols, hands over argv, ends with the status.
@main struct Main {
  // Not isolated to the main actor, which would link the concurrency runtime and start it in every run.
  nonisolated static func main() {
    Environment.occupyStandardStreams()
    SignalGate.ignoreFileSizeLimit()
    let path = Environment.programPath() ?? Array("mail".utf8)
    let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    let tls = OpenSSLProvider(
      environment: { Environment.value(of: $0) },
      warn: { line in
        let errors = SystemOutput(descriptor: 2)
        errors.write(TerminalText("mail: \(line)\n").bytes)
        errors.flush()
      },
      ask: { fault in
        TerminalDevice.confirm(prompt: TerminalText("mail: \(fault)\nGo on all the same? [y/N] ").bytes)
      })
    let world = World.system(
      programName: String(decoding: name, as: UTF8.self), arguments: Environment.arguments(),
      charsets: IconvConverter(), tls: tls, sasl: CyrusProvider(), htmlRenderer: GumboRenderer(),
      markdownRenderer: CmarkRenderer())
    Environment.exit(Startup.run(in: world).rawValue)
  }
}

import MailBytes
import MailHTML
import MailShell
import MailSystem
import MailTLS

/// The composition root: chooses what stands behind the protocols, hands over argv, ends with the status.
@main struct Main {
  static func main() {
    let arguments = CommandLine.arguments.map { Array($0.utf8) }
    let name = CommandLine.arguments.first ?? "mail"
    let tls = OpenSSLProvider(
      environment: { Environment.value(of: $0) },
      warn: { line in SystemOutput(descriptor: 2).write(line + "\n") })
    let world = World.system(
      programName: name.split(separator: "/").last.map(String.init) ?? "mail", arguments: Array(arguments.dropFirst()),
      charsets: IconvConverter(), tls: tls, htmlRenderer: GumboRenderer())
    Environment.exit(Startup.run(in: world).rawValue)
  }
}

import MailBytes
import MailLanguage

/// What is answered before any setting is read: version, help, usage.
enum Information {
  static func show(_ options: ParsedOptions, in world: World) -> ExitStatus {
    if options.has(.version) {
      world.output.write(versionLine(in: world))
    } else if options.has(.usage) {
      world.output.write(usage)
    } else if options.has(.help) || options.has(.longHelp) {
      world.output.write(usage)
      world.output.write(OptionHelp.text(all: options.has(.longHelp)))
    }
    return .success
  }

  /// The name and version on a line.
  static func versionLine(in world: World) -> String {
    world.programName + " version " + Version.number + "\n"
  }

  private static let usage = """
    Usage: mail [-s subject] [-c cc] [-b bcc] [-a file] [-r from] address ...
             sends standard input
           mail [-e | -H] [-f [file] | -u user]
             reads mail

    """
}

/// Where a command line comes from; it decides which commands are allowed and how errors name their place.
public enum CommandContext: Sendable, Equatable {
  /// The prompt, a pipe, `-Y` or a macro.
  case session
  /// A line of a start-up or sourced file; only the former is limited to settings.
  case file(name: String, line: Int, isStartup: Bool)
  /// Behind `~:` while a message is composed.
  case compose

  /// The traits a command must have here; nil when anything goes.
  var demanded: Command.Traits? {
    switch self {
    case .session, .compose: nil
    case .file(_, _, let isStartup): isStartup ? .startup : nil
    }
  }
}

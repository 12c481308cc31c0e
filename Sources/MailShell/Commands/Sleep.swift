import MailLanguage
import MailSystem

extension Command {
  /// Waits.
  static let sleep = Command(
    "sleep", 2, takes: .words(least: 1, most: 3), [.startup, .expands], usage: "seconds [milliseconds]",
    help: "Wait some time."
  ) { session, call in
    let numbers = call.strings.map { Int($0) ?? -1 }
    let milliseconds = numbers.count > 1 ? numbers[1] : 0
    guard numbers[0] >= 0, numbers[0] <= 86_400, (0...86_400_000).contains(milliseconds) else {
      throw ShellError("sleep: whole seconds, at most a day, are needed", hint: "Write sleep 2, or sleep 0 500.")
    }
    _ = try session.runForeground([
      "sleep", "\(numbers[0] + milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())",
    ])
    return .done
  }
}

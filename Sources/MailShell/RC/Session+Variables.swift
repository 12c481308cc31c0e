import MailBytes
import MailLanguage
import MailSystem

extension Session {
  /// The value of a variable: a parameter of the running macro, what the program itself knows, else what was set.
  func variable(_ name: [UInt8]) -> [UInt8]? {
    if let value = parameter(name) { return Array(value.utf8) }
    if let value = settings.value(named: name) { return value }
    let name = String(decoding: name, as: UTF8.self)
    return (known(name) ?? world.environment[name]).map { Array($0.utf8) }
  }

  /// A variable as text, empty where there is none.
  func variableText(_ name: String) -> String {
    variable(Array(name.utf8)).map { String(keeping: $0) } ?? ""
  }

  /// For the words of commands: the texts that a name stands for.
  func expansion(of name: [UInt8]) -> [[UInt8]]? {
    if name == [UInt8(ascii: "@")] { return (language.parameters.last ?? []).map { Array($0.utf8) } }
    return isVariable(name) ? [variable(name) ?? []] : nil
  }

  /// Whether a name is that of a setting, or of anything else that has a value.
  func isVariable(_ name: [UInt8]) -> Bool { Settings.isName(name) || variable(name) != nil }

  /// `$1`, `$0`, `$#`, `$*`, `$@`, `$?` and `$!`; nil for every other name.
  private func parameter(_ name: [UInt8]) -> String? {
    guard let first = name.first else { return nil }
    let parameters = language.parameters.last ?? []
    if first &- UInt8(ascii: "0") < 10 {
      guard let number = Int(String(decoding: name, as: UTF8.self)) else { return nil }
      if number == 0 { return language.parameters.isEmpty ? world.programName : language.running.last ?? "" }
      return parameters.indices.contains(number - 1) ? parameters[number - 1] : ""
    }
    guard name.count == 1 else { return nil }
    switch first {
    case UInt8(ascii: "#"): return String(parameters.count)
    case UInt8(ascii: "*"), UInt8(ascii: "@"): return parameters.joined(separator: " ")
    case UInt8(ascii: "?"), UInt8(ascii: "!"): return String(lastStatus.rawValue)
    default: return nil
    }
  }

  /// What the program keeps itself and nobody sets.
  private func known(_ name: String) -> String? {
    switch name {
    case "mailbox-display": return folder?.name
    case "mailbox-resolved": return folder?.path
    case "mailbox-basename": return folder.map { FileSystem.lastComponent(of: $0.path) }
    case "mailbox-read-only": return folder?.isReadOnly == true ? "" : nil
    case "folder-resolved": return (try? mailFolder()) ?? nil
    case "PID": return String(Environment.processID)
    case "version": return Version.number
    case "version-major", "version-minor", "version-update": return versionPart(name)
    case "LOGNAME", "USER": return world.user.name
    case "charset-locale": return "utf-8"
    case "ifs": return " \t\n"
    case "ifs-ws": return " \t\n"
    case "system-mailrc": return "/etc/mail.rc"
    case "features": return ",+posix,+iconv,+tls,+smtp,+maildir,+regex,+colour,+history,+mle,+spamc,+spamfilter,+netrc"
    case "gnu-last-command": return language.lastCommand.isEmpty ? nil : language.lastCommand
    default: return nil
    }
  }

  private func versionPart(_ name: String) -> String {
    let parts = Version.number.split(separator: ".").map { $0.prefix { $0.isNumber } }
    let index = name == "version-major" ? 0 : name == "version-minor" ? 1 : 2
    return parts.indices.contains(index) ? String(parts[index]) : "0"
  }
}

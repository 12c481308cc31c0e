import MailBytes
import MailFormat

extension FuzzTarget {
  static let html = FuzzTarget(name: "html") { bytes in
    _ = HTMLCleaner.clean(bytes)
    _ = HTMLStripper.strip(bytes, width: 72)
  }

  static let terminalText = FuzzTarget(name: "terminal-text") { bytes in
    let line = TerminalText(cleaning: bytes).bytes
    require(line.allSatisfy { $0 >= 32 && $0 != 127 }, "no control character in a line")
    require(String(validating: line, as: UTF8.self) != nil, "what is shown is UTF-8")
    let lines = TerminalText(cleaningLines: bytes).bytes
    require(lines.allSatisfy { ($0 >= 32 && $0 != 127) || $0 == 10 || $0 == 9 }, "no control character in lines")
  }
}

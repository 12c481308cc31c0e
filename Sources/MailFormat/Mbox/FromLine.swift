import MailBytes

/// The line that begins a message in an mbox: `From sender date`, in all the forms that programs have written.
public struct FromLine: Sendable, Equatable {
  /// The longest line that is taken for one.
  public static let longest = 1024

  /// The envelope sender as written; empty when there is none, `-` where Netscape's programs wrote the box.
  public var sender: [UInt8]
  /// When the message was delivered; a time without zone is taken as UTC.
  public var date: MailDate?

  /// Makes a line from its parts.
  public init(sender: [UInt8], date: MailDate?) {
    self.sender = sender
    self.date = date
  }

  /// Reads a line, given without its line end; nil when it does not begin with `From `.
  public static func parse(_ line: Span<UInt8>) -> FromLine? {
    guard ASCII.hasPrefix(line, "From "), line.count <= longest else { return nil }
    guard let found = FromLineDate.find(in: line) else {
      let sender = ASCII.trimmed(line, 5..<line.count)
      return FromLine(sender: [UInt8](line.extracting(sender)), date: nil)
    }
    let sender = ASCII.trimmed(line, 5..<found.start)
    return FromLine(sender: [UInt8](line.extracting(sender)), date: found.date)
  }

  /// Whether a line, given without its line end, is a From_ line by its looks: it bears a date with a time.
  public static func isValid(_ line: Span<UInt8>) -> Bool {
    guard line.count <= longest, ASCII.hasPrefix(line, "From ") else { return false }
    return FromLineDate.isPlain(line) || FromLineDate.find(in: line) != nil
  }

  /// Whether a line is `From -` and nothing else, as Netscape's programs and test boxes have it.
  static func isBare(_ line: Span<UInt8>) -> Bool {
    guard line.count >= 6, line.count <= 16, line[5] == 0x2d else { return false }
    for index in 6..<line.count where !line[index].isASCIIBlank { return false }
    return ASCII.hasPrefix(line, "From ")
  }

  /// Whether a line is `From a@b` or `From `, as programs write that do not care for the date.
  static func isUndated(_ line: Span<UInt8>) -> Bool {
    guard line.count <= longest, ASCII.hasPrefix(line, "From ") else { return false }
    let sender = ASCII.trimmed(line, 5..<line.count)
    var signs = 0
    for index in sender {
      if line[index] <= 0x20 { return false }
      if line[index] == 0x40 { signs += 1 }
    }
    return sender.isEmpty || (signs > 0 && sender.count > 2)
  }

  /// Whether a line is `From -`, alone or with a date.
  static func isFromNobody(_ line: Span<UInt8>) -> Bool {
    isBare(line) || (line.count > 7 && line[5] == 0x2d && line[6] == 0x20 && isValid(line))
  }

  /// `From sender Mon Mar  2 10:00:00 2026` and LF; the sender is `MAILER-DAEMON` when it is empty.
  ///
  /// Blanks and control characters of the sender are left out: the line must stay one that can be read back.
  public static func format(
    sender: [UInt8], secondsSinceEpoch: Int64, offsetMinutes: Int = 0
  ) -> [UInt8] {
    var line: [UInt8] = Array("From ".utf8)
    let clean = sender.filter { $0 > 0x20 && $0 != 0x7f }
    line += clean.isEmpty ? Array("MAILER-DAEMON".utf8) : clean
    line.append(0x20)
    line += DateFormat.fromLine(secondsSinceEpoch, offsetMinutes: offsetMinutes)
    line.append(0x0a)
    return line
  }
}

/// Text of text/calendar (RFC 5545) as a card: what, when, where, who.
struct CalendarCard {
  private let text: [UInt8]
  private var output: [UInt8] = []
  private var attendees = 0
  /// The kind of component the lines belong to; only events, tasks and free times have a card.
  private var component = ""
  private var start: String?
  private static let mostAttendees = 50
  private static let mostEvents = 200

  private init(_ text: [UInt8]) { self.text = text }

  /// Renders a calendar; nil when there is no event or task in it.
  static func render(_ text: [UInt8]) -> [UInt8]? {
    var card = CalendarCard(text)
    return card.run() ? card.output : nil
  }

  private mutating func run() -> Bool {
    var events = 0
    var method = ""
    for line in unfolded() {
      guard let property = Property(line) else { continue }
      switch (property.name, property.value.uppercased()) {
      case ("BEGIN", let kind) where kind == "VEVENT" || kind == "VTODO" || kind == "VJOURNAL" || kind == "VFREEBUSY":
        events += 1
        if events > Self.mostEvents { return true }
        component = kind
        attendees = 0
        start = nil
        if !output.isEmpty { output.append(0x0a) }
        heading(kind, method)
      case ("BEGIN", _): if !component.isEmpty { component += "/" }
      case ("END", let kind):
        if component.hasSuffix("/") {
          component.removeLast()
        } else if kind == component {
          component = ""
        }
      case ("METHOD", let value): method = value
      default: if !component.isEmpty, !component.hasSuffix("/") { add(property) }
      }
    }
    return events > 0
  }

  private mutating func heading(_ kind: String, _ method: String) {
    let what = kind == "VEVENT" ? "Event" : kind == "VTODO" ? "Task" : kind == "VJOURNAL" ? "Journal" : "Free/busy"
    let why: String
    switch method {
    case "REQUEST": why = "invitation"
    case "REPLY": why = "answer"
    case "CANCEL": why = "cancelled"
    case "COUNTER": why = "counter-proposal"
    case "PUBLISH", "": why = ""
    default: why = method.lowercased()
    }
    output += Array(("[ " + what + (why.isEmpty ? "" : ": " + why) + " ]\n").utf8)
  }

  private mutating func add(_ property: Property) {
    switch property.name {
    case "SUMMARY": field("Summary", property.text)
    case "LOCATION": field("Where", property.text)
    case "DTSTART":
      start = property.time
      field("Starts", property.time)
    case "DTEND": if property.time != start { field("Ends", property.time) }
    case "DUE": field("Due", property.time)
    case "DURATION": field("Lasts", property.value)
    case "RRULE": field("Repeats", property.value)
    case "STATUS": field("Status", property.value.lowercased())
    case "ORGANIZER": field("Organizer", property.person)
    case "ATTENDEE":
      attendees += 1
      if attendees <= Self.mostAttendees { field("Attendee", property.person) }
    case "URL": field("Link", property.value)
    case "DESCRIPTION": if !property.text.isEmpty { field("Text", property.text) }
    case "COMMENT": field("Comment", property.text)
    default: break
    }
  }

  /// A label and a value; further lines of the value are indented.
  private mutating func field(_ label: String, _ value: String) {
    guard !value.isEmpty else { return }
    let indent = 11
    output += Array(label.utf8)
    output.append(0x3a)
    output += [UInt8](repeating: 0x20, count: max(1, indent - label.utf8.count - 1))
    for byte in value.utf8 {
      output.append(byte)
      if byte == 0x0a { output += [UInt8](repeating: 0x20, count: indent) }
    }
    output.append(0x0a)
  }

  /// Content lines with their folds taken out.
  private func unfolded() -> [[UInt8]] {
    var lines: [[UInt8]] = []
    LineEnds.forEach(text) { range in
      guard let first = range.first else { return }
      if text[first] == 0x20 || text[first] == 0x09, !lines.isEmpty {
        if lines[lines.count - 1].count < 1 << 16 { lines[lines.count - 1] += text[range.dropFirst()] }
      } else if lines.count < 100_000 {
        lines.append(Array(text[range]))
      }
    }
    return lines
  }

  /// One content line: name, parameters, value.
  private struct Property {
    let name: String
    let value: String
    private var parameters: [(name: String, value: String)] = []

    init?(_ line: [UInt8]) {
      var isQuoted = false
      var pieces: [[UInt8]] = [[]]
      var index = 0
      while index < line.count {
        let byte = line[index]
        if byte == 0x22 { isQuoted.toggle() }
        if !isQuoted, byte == 0x3a { break }
        if !isQuoted, byte == 0x3b { pieces.append([]) } else if byte != 0x22 { pieces[pieces.count - 1].append(byte) }
        index += 1
      }
      guard index < line.count, !pieces[0].isEmpty else { return nil }
      name = String(decoding: pieces[0], as: UTF8.self).uppercased()
      value = String(decoding: line[(index + 1)...], as: UTF8.self)
      for piece in pieces.dropFirst().prefix(32) {
        guard let equals = piece.firstIndex(of: 0x3d) else { continue }
        let label = String(decoding: piece[..<equals], as: UTF8.self).uppercased()
        parameters.append((label, String(decoding: piece[(equals + 1)...], as: UTF8.self)))
      }
    }

    private func parameter(_ name: String) -> String? {
      for parameter in parameters where parameter.name == name { return parameter.value }
      return nil
    }

    /// The value with its escapes undone.
    var text: String {
      var plain: [UInt8] = []
      var isEscaped = false
      for byte in value.utf8 {
        if isEscaped {
          plain.append(byte == 0x6e || byte == 0x4e ? 0x0a : byte)
          isEscaped = false
        } else if byte == 0x5c {
          isEscaped = true
        } else {
          plain.append(byte)
        }
      }
      while plain.last == 0x0a || plain.last == 0x20 { plain.removeLast() }
      return String(decoding: plain, as: UTF8.self)
    }

    /// A date with time as `2024-05-01 10:30`, its zone behind it; anything else as it stands.
    var time: String {
      let bytes = Array(value.utf8)
      guard bytes.count >= 8, bytes[..<8].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return value }
      func digits(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
      var text = digits(0..<4) + "-" + digits(4..<6) + "-" + digits(6..<8)
      if bytes.count >= 13, bytes[8] == 0x54 { text += " " + digits(9..<11) + ":" + digits(11..<13) }
      if bytes.last == 0x5a {
        text += " UTC"
      } else if let zone = parameter("TZID") {
        text += " (" + zone + ")"
      }
      return text
    }

    /// A participant: name, address, and what he answered.
    var person: String {
      var address = value
      if address.lowercased().hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
      var text = address
      if let name = parameter("CN"), name != address, !name.isEmpty { text = name + " <" + address + ">" }
      switch parameter("PARTSTAT")?.uppercased() {
      case "ACCEPTED": text += " (accepted)"
      case "DECLINED": text += " (declined)"
      case "TENTATIVE": text += " (tentative)"
      default: break
      }
      return text
    }
  }
}

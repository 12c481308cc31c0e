import Foundation
import MailBytes
import MailFormat
import MailSystem

/// One pass over the corpus: compares and counts.
struct CorpusRun {
  let folder: String
  private let converter = IconvConverter()
  private var tallies: [String: (right: Int, all: Int)] = [:]
  private var misses: [String] = []
  private(set) var slowest: Duration = .zero
  private var slowestFile = ""

  init(folder: String) { self.folder = folder }

  private var decoder: CharsetDecoder { CharsetDecoder(converter: converter) }

  func rate(_ name: String) -> Double {
    guard let tally = tallies[name], tally.all > 0 else { return 1 }
    return Double(tally.right) / Double(tally.all)
  }

  func report() {
    for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      print("corpus: \(name): \(tally.right) of \(tally.all), \(String(format: "%.2f", rate(name) * 100)) %")
    }
    print("corpus: slowest \(slowest) \(slowestFile)")
    for miss in misses { print("corpus miss: \(miss)") }
  }

  mutating func compareAll() throws {
    let lines = try String(contentsOfFile: folder + "/expected.jsonl", encoding: .utf8)
    for line in lines.split(separator: "\n") {
      guard let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let file = entry["file"] as? String, let data = FileManager.default.contents(atPath: folder + "/" + file)
      else { continue }
      compare(entry, [UInt8](data), file)
    }
    let truths = try String(contentsOfFile: folder + "/made-truth.jsonl", encoding: .utf8)
    for line in truths.split(separator: "\n") {
      guard let truth = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let file = truth["file"] as? String,
        let data = FileManager.default.contents(atPath: folder + "/made/" + file)
      else { continue }
      compareMade(truth, [UInt8](data), file)
    }
  }

  private mutating func check(_ name: String, _ isRight: Bool, _ miss: @autoclosure () -> String) {
    var tally = tallies[name] ?? (0, 0)
    tally.all += 1
    if isRight { tally.right += 1 } else { misses.append(name + ": " + miss()) }
    tallies[name] = tally
  }

  // MARK: expected.jsonl

  private mutating func compare(_ entry: [String: Any], _ bytes: [UInt8], _ file: String) {
    let messages = entry["messages"] as? [[String: Any]] ?? []
    let clock = ContinuousClock()
    let start = clock.now
    if entry["kind"] as? String == "mbox" {
      let index = MboxIndexer.index(bytes.span)
      if let count = entry["count"] as? Int {
        check("count", index.count == count, "\(file): \(index.count), not \(count)")
      }
      guard index.count == messages.count else { return }
      for (number, expected) in messages.enumerated() {
        let extent = index[number]
        let start = min(extent.offset + extent.fromLineLength, bytes.count)
        let end = min(extent.offset + extent.length, bytes.count)
        compare(expected, message: Array(bytes[start..<max(start, end)]), "\(file) #\(number + 1)")
      }
    } else if let expected = messages.first {
      compare(expected, message: bytes, file)
    }
    let spent = clock.now - start
    if spent > slowest {
      slowest = spent
      slowestFile = file
    }
  }

  private mutating func compare(_ expected: [String: Any], message: [UInt8], _ name: String) {
    let header = HeaderBlock(message)
    let envelope = Envelope(header, using: decoder)
    let disputed = Set(expected["disputed"] as? [String] ?? [])
    guard !disputed.contains("all") else { return }
    if let subject = expected["subject"], !disputed.contains("subject") {
      let wanted = Self.squeezed(subject as? String ?? "")
      let got = Self.squeezed(envelope.subject)
      check("subject", got == wanted, "\(name): \(got.debugDescription), not \(wanted.debugDescription)")
    }
    if let date = expected["date"], !disputed.contains("date") {
      let wanted = date as? String
      let got = envelope.date.map { Self.text(of: $0) }
      check("date", got == wanted, "\(name): \(got ?? "none"), not \(wanted ?? "none")")
    }
    if let id = expected["message_id"], !disputed.contains("message_id") {
      let got = envelope.messageID.map { Self.bare("\($0)") }
      check("ids", got == id as? String, "\(name): id \(got ?? "none"), not \(id)")
    }
    for (key, got) in [("in_reply_to", envelope.inReplyTo), ("references", envelope.references)] {
      guard let wanted = expected[key] as? [String], !disputed.contains(key) else { continue }
      let found = got.map { Self.bare("\($0)") }
      check("ids", found == wanted, "\(name): \(key) \(found), not \(wanted)")
    }
    let lists = [
      ("from", "sender", envelope.from), ("to", "recipients", envelope.to), ("cc", "recipients", envelope.cc),
    ]
    for (key, tally, got) in lists {
      if let wanted = expected[key] as? [[String]], !disputed.contains(key) {
        let found = got.map { [Self.squeezed($0.displayName), Self.address($0)] }
        let names = wanted.map { [Self.squeezed($0.first ?? ""), $0.last ?? ""] }
        check(tally, found == names, "\(name): \(key) \(found), not \(names)")
      }
      if let wanted = expected[key + "_addresses"] as? [String] {
        let found = got.map { Self.address($0) }
        check(tally, found == wanted, "\(name): \(key) \(found), not \(wanted)")
      }
    }
    compareParts(expected, message: message, name, disputed)
  }

  /// A text that is read in pieces is what it is as a whole.
  private mutating func comparePieces(_ message: [UInt8], of tree: PartTree, _ whole: [UInt8], _ name: String) {
    let start = tree.parts[0].body.lowerBound
    guard var reader = LongText(head: Array(message[..<start]), charsets: converter) else { return }
    var pieces: [UInt8] = []
    for from in stride(from: start, to: message.count, by: 7) {
      pieces += reader.read(Array(message[from..<min(from + 7, message.count)]))
    }
    pieces += reader.finish()
    if let last = pieces.last, last != 0x0a { pieces.append(0x0a) }
    check("pieces", pieces == whole, "\(name): the text differs when it is read in pieces")
  }

  private mutating func compareParts(
    _ expected: [String: Any], message: [UInt8], _ name: String, _ disputed: Set<String>
  ) {
    let tree = PartTree(message: message, charsets: converter)
    let text = MessageText(message: message, tree: tree, charsets: converter, html: nil)
    comparePieces(message, of: tree, text.render(), name)
    if let wanted = expected["first_text"] as? [String: Any] {
      if let first = tree.parts.indices.first(where: { text.text(of: $0) != nil }) {
        compareText(text.text(of: first) ?? [], wanted, name + " first text")
      } else {
        check("text", false, "\(name): no text at all")
      }
    }
    guard let parts = expected["parts"] as? [[String: Any]], !disputed.contains("tree") else { return }
    let found = tree.parts.indices.map { "\(tree.path(of: $0)) \(tree.parts[$0].type)" }
    let wanted = parts.map { "\($0["path"] ?? "") \($0["type"] ?? "")" }
    check("tree", found == wanted, "\(name): \(found), not \(wanted)")
    guard tree.parts.count == parts.count else { return }
    for (index, part) in parts.enumerated() {
      let path = part["path"] as? String ?? ""
      let got = tree.parts[index]
      if let wanted = part["filename"] as? String, !disputed.contains(path + ".filename") {
        check("filename", got.fileName == wanted, "\(name) \(path): \(got.fileName ?? "none"), not \(wanted)")
      } else if part["filename"] == nil, !disputed.contains(path + ".filename") {
        check("filename", got.fileName == nil, "\(name) \(path): \(got.fileName ?? "none"), not none")
      }
      if !disputed.contains(path + ".disposition") {
        let wanted = part["disposition"] as? String
        check(
          "disposition", got.disposition == wanted,
          "\(name) \(path): \(got.disposition ?? "none"), not \(wanted ?? "none")")
      }
      if !disputed.contains(path + ".charset"), part["children"] == nil {
        let wanted = part["charset"] as? String
        check("charset", got.charset == wanted, "\(name) \(path): \(got.charset ?? "none"), not \(wanted ?? "none")")
      }
      if let wanted = part["text"] as? [String: Any], !disputed.contains(path + ".text") {
        compareText(text.text(of: index) ?? [], wanted, name + " " + path)
      }
      if let wanted = part["content"] as? [String: Any], !disputed.contains(path + ".content") {
        let content = text.content(of: index)
        check(
          "content", SHA256.hex(content) == wanted["sha256"] as? String,
          "\(name) \(path): \(content.count) bytes, not \(wanted["length"] ?? 0)")
        check("size", text.size(of: index) == content.count, "\(name) \(path)")
      }
    }
  }

  private mutating func compareText(_ text: [UInt8], _ wanted: [String: Any], _ name: String) {
    var text = text
    while text.last == 0x0a { text.removeLast() }
    let isASCII = text.allSatisfy { $0 < 0x80 } && (wanted["start"] as? String ?? "").utf8.allSatisfy { $0 < 0x80 }
    let start = String(decoding: text.prefix(60), as: UTF8.self).debugDescription
    check(
      isASCII ? "text" : "text, not ASCII", SHA256.hex(text) == wanted["sha256"] as? String,
      "\(name): \(text.count) bytes \(start), not \(wanted["length"] ?? 0) \(wanted["start"] ?? "")")
  }

  // MARK: made-truth.jsonl

  private mutating func compareMade(_ truth: [String: Any], _ bytes: [UInt8], _ file: String) {
    guard !file.hasSuffix(".mbox") else {
      let index = MboxIndexer.index(bytes.span)
      if let count = truth["count"] as? Int { check("count", index.count == count, "\(file): \(index.count)") }
      return
    }
    let header = HeaderBlock(bytes)
    let envelope = Envelope(header, using: decoder)
    let tree = PartTree(message: bytes, charsets: converter)
    let text = MessageText(message: bytes, tree: tree, charsets: converter, html: nil)
    var shown = "From: " + envelope.from.map { "\($0.displayName) <\(Self.address($0))>" }.joined(separator: ", ")
    shown += "\nSubject: " + envelope.subject + "\n\n" + String(decoding: text.render(), as: UTF8.self)
    shown = String(decoding: TerminalText(cleaningLines: Array(shown.utf8)).bytes, as: UTF8.self)
    for wanted in truth["must_show"] as? [String] ?? [] {
      check("must show", shown.contains(wanted), "\(file): \(wanted)")
    }
    for unwanted in truth["must_not_show"] as? [String] ?? [] {
      check("must not show", !shown.contains(unwanted), "\(file): \(unwanted)")
    }
    for unwanted in truth["must_not_emit"] as? [String] ?? [] {
      let needle = Array(unwanted.utf8)
      let hay = Array(shown.utf8)
      var found = false
      if hay.count >= needle.count {
        for start in 0...(hay.count - needle.count) where hay[start...].starts(with: needle) { found = true }
      }
      check("must not emit", !found, "\(file): \(unwanted.debugDescription)")
    }
    if let subject = truth["subject"] as? String {
      check("subject", Self.squeezed(envelope.subject) == Self.squeezed(subject), "\(file): \(envelope.subject)")
    }
    if let wanted = truth["text"] as? [String: Any] { compareText(text.text(of: 0) ?? [], wanted, file) }
    if let count = truth["parts_count"] as? Int {
      let leaves = tree.parts.filter { $0.kind == .leaf }.count
      check("tree", leaves == count, "\(file): \(leaves), not \(count)")
    }
    let names = tree.parts.compactMap(\.fileName)
    if let wanted = truth["filename"] as? String { check("filename", names.contains(wanted), "\(file): \(names)") }
    if let wanted = truth["filename_any"] as? [String] {
      check("filename", names.contains { wanted.contains($0) }, "\(file): \(names)")
    }
    for wanted in truth["from_"] as? [[String]] ?? [] {
      let found = envelope.from.map { [$0.displayName, Self.address($0)] }
      check("sender", found.contains(wanted), "\(file): \(found), not \(wanted)")
    }
    if let wanted = truth["date"] as? String {
      let got = envelope.date.map { Self.text(of: $0) }
      check("date", got == wanted, "\(file): \(got ?? "none"), not \(wanted)")
    }
    if let count = truth["to_count"] as? Int { check("recipients", envelope.to.count == count, file) }
  }

  // MARK: Spellings

  private static func squeezed(_ text: String) -> String {
    text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }).joined(separator: " ")
  }

  private static func bare(_ id: String) -> String { id.filter { $0 != "<" && $0 != ">" } }

  private static func address(_ address: Address) -> String {
    address.addrSpec
  }

  private static func text(of date: MailDate) -> String {
    let time = CivilTime(secondsSinceEpoch: date.secondsSinceEpoch)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02dZ", time.year, time.month, time.day, time.hour, time.minute, time.second)
  }
}

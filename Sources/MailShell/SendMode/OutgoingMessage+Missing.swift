import MailBytes
import MailFormat

extension OutgoingMessage {
  /// A header is not longer than this.
  private static var headLimit: Int { 1 << 20 }

  /// The message for those alone who are still missing: To and Cc lose the others, and who is in neither is a Bcc.
  func addressed(onlyTo missing: [Address]) -> OutgoingMessage {
    guard let (head, rest) = split() else { return self }
    var left = missing
    var fields: [UInt8] = []
    for field in VerbatimMessage.fields(of: head) {
      switch ASCIIName.lowered(field.name) {
      case "to", "cc":
        let value = Array(field.bytes.dropFirst(field.name.utf8.count + 1))
        var kept: [Address] = []
        for address in AddressParser.parseAll(value).mailboxes {
          guard let index = left.firstIndex(where: { $0.isSameMailbox(as: address) }) else { continue }
          kept.append(left.remove(at: index))
        }
        fields += Self.line(field.name, kept)
      case "bcc": continue
      default: fields += field.bytes
      }
    }
    var message = self
    message.segments = [.text(Self.line("Bcc", left) + fields)] + rest
    return message
  }

  /// The message with its envelope sender as Return-Path (RFC 5321 section 4.4) where From names another one, for the dead
  /// letter file alone, so that it can be sent again by the same.
  func naming(reversePath sender: Address?) -> OutgoingMessage {
    let path = sender?.addrSpec ?? ""
    guard let author = author?.addrSpec, author != path,
      (try? HeaderGate.check(path, of: "Return-Path")) != nil
    else { return self }
    var message = self
    message.segments.insert(.text(Array("Return-Path: <\(path)>\n".utf8)), at: 0)
    return message
  }

  /// The first address of the From field.
  private var author: Address? {
    guard let head = split()?.head else { return nil }
    for field in VerbatimMessage.fields(of: head) where ASCIIName.equal(field.name, "From") {
      return AddressParser.parse(Array(field.bytes.dropFirst(field.name.utf8.count + 1))).mailboxes.first
    }
    return nil
  }

  private static func line(_ name: String, _ addresses: [Address]) -> [UInt8] {
    if addresses.isEmpty { return [] }
    return Array((name + ": " + addresses.map(\.addrSpec).joined(separator: ",\n ") + "\n").utf8)
  }

  /// The header, and what follows from its empty line on; nil when there is no such line.
  private func split() -> (head: [UInt8], rest: [Segment])? {
    guard let first = segments.first else { return nil }
    var bytes: [UInt8] = []
    switch first {
    case .text(let text): bytes = text
    case .file(let source, .identity):
      guard (try? source.read(at: 0, limit: Self.headLimit, into: &bytes)) != nil else { return nil }
    case .file: return nil
    }
    guard let end = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0a && bytes[$0 + 1] == 0x0a }) else {
      return nil
    }
    let rest: Segment =
      if case .file(let source, _) = first { .file(ContentTail(whole: source, start: end + 1), .identity) } else {
        .text(Array(bytes[(end + 1)...]))
      }
    return (Array(bytes[...end]), [rest] + segments.dropFirst())
  }
}

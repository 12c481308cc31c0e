import MailBytes
import MailFormat

extension FuzzTarget {
  /// Whatever a field is made of, it is read back as one field of that name, in lines that may travel.
  static let headerWriter = FuzzTarget(name: "header-writer") { bytes in
    let value = String(decoding: bytes, as: UTF8.self)
    var writer = HeaderWriter()
    guard (try? writer.text("Subject", value)) != nil else { return }
    let block = HeaderBlock.parse(writer.bytes + [10])
    require(block.fields.count == 1, "one field stays one field")
    require(writer.bytes.split(separator: 10).allSatisfy { $0.count <= 998 }, "no line over 998")
  }

  /// Whatever a body holds, the part that is built from it is read back as it was.
  static let messageBuilder = FuzzTarget(name: "message-builder") { bytes in
    var draft = Draft()
    draft.fields = [Draft.Field(name: "Subject", value: String(decoding: bytes.prefix(80), as: UTF8.self))]
    draft.body = .text(bytes)
    var options = BuildOptions()
    options.random = Array(1...16)
    options.messageIDHost = "host.example"
    _ = try? MessageBuilder.build(draft, options: options)
  }

  static let fromLine = FuzzTarget(name: "from-line") { bytes in
    guard let line = FromLine.parse(bytes.span) else { return }
    require(line.sender.count <= bytes.count, "no sender out of nothing")
  }

  /// A stream quotes as the whole does, wherever it is split, and what is quoted comes back.
  static let mboxQuoter = FuzzTarget(name: "mbox-quoter") { bytes in
    let whole = MboxQuoting.quote(bytes.span)
    let middle = bytes.count / 3
    func streamed(_ direction: MboxQuoter.Direction, _ input: [UInt8], _ cut: Int) -> [UInt8] {
      var quoter = MboxQuoter(direction)
      var output: [UInt8] = []
      quoter.pass(input.span.extracting(0..<cut), into: &output)
      quoter.pass(input.span.extracting(cut..<input.count), into: &output)
      quoter.finish(into: &output)
      return output
    }
    require(streamed(.quote, bytes, middle) == whole, "a split input is quoted alike")
    require(streamed(.unquote, whole, min(middle, whole.count)) == bytes, "unquote(quote(x)) == x")
  }

  static let displayWidth = FuzzTarget(name: "display-width") { bytes in
    let columns = DisplayWidth.columns(of: bytes.span)
    require(columns >= 0 && columns <= 2 * bytes.count, "columns are bounded by the bytes")
    for room in [0, 1, 10, columns] {
      let prefix = DisplayWidth.prefix(of: bytes.span, fitting: room)
      require(prefix.end <= bytes.count && prefix.columns <= room, "what fits fits")
    }
  }
}

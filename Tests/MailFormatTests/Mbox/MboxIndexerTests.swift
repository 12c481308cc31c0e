import MailBytes
import MailFormat
import Testing

struct MboxIndexerTests {
  static let a = "From a@x Mon Mar  2 10:00:00 2026\n"

  /// The index, and the proof that windows of any size bring the same.
  private func index(_ text: String) -> MboxIndex { index(Array(text.utf8)) }

  private func index(_ bytes: [UInt8], windows: [Int] = [4096, 5000, 8191]) -> MboxIndex {
    let whole = MboxIndexer.index(bytes.span)
    for window in windows {
      var indexer = MboxIndexer()
      var rounds = 0
      while indexer.nextOffset < bytes.count, rounds < bytes.count + 10 {
        let end = min(bytes.count, indexer.nextOffset + window)
        indexer.feed(bytes.span.extracting(indexer.nextOffset..<end), isLast: end == bytes.count)
        rounds += 1
      }
      #expect(indexer.finish() == whole, "window \(window)")
    }
    var end = 0
    for place in 0..<whole.count {
      let extent = whole[place]
      #expect(place == 0 || extent.offset == end)
      #expect(extent.headerLength <= extent.length && extent.fromLineLength <= extent.headerLength)
      let text = bytes[extent.range]
      #expect(extent.lineCount == text.filter { $0 == 10 }.count + (text.last == 10 ? 0 : 1))
      end = extent.range.upperBound
    }
    #expect(whole.isEmpty || end == bytes.count)
    return whole
  }

  @Test func countsLinesAndBytesAsMailDoes() {
    let box = index(
      "From a@example.org Mon Mar  2 10:00:00 2026\nFrom: a@example.org\nSubject: first\n\ntext\n\n"
        + "From b@example.org Mon Mar  2 10:00:00 2026\nFrom: b@example.org\nSubject: second\n\nlast words\n\n\n")
    #expect(box.count == 2)
    #expect(box[0].lineCount == 6 && box[0].length == 86)
    #expect(box[1].lineCount == 7 && box[1].length == 94)
    #expect(box[0].fromLineLength == 44 && box[0].headerLength == 80)
  }

  static let boxes: [(String, Int)] = [
    ("", 0),
    ("\n\n", 0),
    ("no mailbox\n", 0),
    ("\(a)", 1),
    ("\(a)\(a)", 1),
    ("\(a)\n\(a)\n", 2),
    ("\(a)S: x\n\n\(a)", 2),
    ("\(a)S: x\n\ntext\n\(a)", 1),
    ("\(a)S: x\n\ntext\n\n\(a)", 2),
    ("\(a)S: x\n\ntext\n\nFrom here on it is text\n", 1),
    ("\(a)S: x\n\ntext\n\n>\(a)", 1),
    ("\n\n\(a)\n", 1),
    ("\u{feff}\(a)S: x\n\n", 1),
    ("junk\n\n\(a)", 1),
    ("\(a)S: x\n\nt\n\nF", 1),
    ("\(a)S: x\n\nt\n\nFrom ", 1),
    ("\(a)S: x\n\nlast words", 1),
    ("From \nList-Id: x\n\nNo date\n", 1),
    ("From - \nA: b\n\nx\nFrom - \nA: b\n\ny\n", 2),
    ("\(a)S: x\n\nx\nFrom - \nno field\n", 1),
    ("From x\nS: y\n\n\nFrom y\n", 1), ("\(a)S: x\n\nt\nFrom - Mon Mar  2 10:00:00 2026\nA: b\n", 2),
    ("\(a)S: x\n\nt\nFrom - Mon Mar  2 10:00:00 2026\nno field\n", 1),
    // Without a date the next line decides.
    ("\(a)S: x\n\nt\n\nFrom b@y\nS: y\n\nt\n", 2), ("\(a)S: x\n\nt\n\nFrom \nS: y\n\nt\n", 2),
    ("From a@x\nS: x\n\nt\n\nFrom b@y \nReceived: y\n\nt\n\nFrom <c@z>\nX-Y:\n", 3),
    ("\(a)S: x\n\nt\nFrom b@y\nS: y\n", 1), ("\(a)S: x\n\nt\n\nFrom b@y\n\nS: y\n", 1),
    ("\(a)S: x\n\nt\n\nFrom b@y\ntext\n", 1), ("\(a)S: x\n\nt\n\nFrom b@y\n", 1),
    ("\(a)S: x\n\nt\n\nFrom b@y\nhttp://x/\n", 1), ("\(a)S: x\n\nt\n\nFrom b@y\nNo field: y\n", 1),
    ("\(a)S: x\n\nt\n\nFrom b@y to c@z\nS: y\n", 1), ("\(a)S: x\n\nt\n\nFrom here\nS: y\n", 1),
    ("\(a)S: x\n\nt\n\nFrom b@y\nS", 1), ("\(a)S: x\n\nt\n\nFrom b@y\nS:", 2),
  ]

  @Test(arguments: boxes)
  func splits(_ text: String, _ expected: Int) {
    #expect(index(text).count == expected)
    let crlf = text.replacing("\n", with: "\r\n")
    #expect(index(crlf).count == expected, "with CR LF")
  }

  @Test func readsStatus() {
    let box = index(
      Self.a + "Status: RO\nSubject: x\nx-status: AFT\n\nStatus: O\n\n" + Self.a + "Subject: y\n\n" + Self.a
        + "STATUS: OR\n\n" + Self.a + "X-Status: D\nX-Statusx: A\n")
    #expect(box.count == 4)
    #expect(box.status(of: 0) == [.read, .old, .answered, .flagged, .draft])
    #expect(box.status(of: 1) == [])
    #expect(box.status(of: 2) == [.read, .old])
    #expect(box.status(of: 3) == [.deleted])
  }

  @Test func believesContentLengthOnlyWhereItIsTrue() {
    let inner = "Hi\n\n" + Self.a + "Subject: quoted\n\nold text\n"
    let honest = Self.a + "Content-Length: \(inner.utf8.count)\n\n" + inner + "\n"
    #expect(index(honest + honest).count == 2)
    #expect(index(honest).count == 1)
    // A lie, in front of a message that must not be hidden.
    #expect(index(Self.a + "Content-Length: 9999999\n\nshort\n\n" + Self.a + "\n").count == 2)
    #expect(index(Self.a + "Content-Length: 0\n\nshort\n\n" + Self.a + "\n").count == 2)
    #expect(index(Self.a + "Content-Length: 99999999999999999999\n\nx\n\n" + Self.a).count == 2)
    // In a box where messages have no such field a true one is no proof.
    #expect(index(Self.a + "S: x\n\ntext\n\n" + honest).count == 3)
  }

  @Test func continuesWhenTheFileHasGrown() {
    let first = Array((Self.a + "S: x\n\ntext\n\n" + Self.a + "S: y\n\ntext\n").utf8)
    let more = Array(("more\n\n" + Self.a + "Status: R\n\n").utf8)
    let old = MboxIndexer.index(first.span)
    var indexer = MboxIndexer(continuing: old)
    let all = first + more
    indexer.feed(all.span.extracting(indexer.nextOffset..<all.count), isLast: true)
    #expect(indexer.finish() == MboxIndexer.index(all.span))
    var nothing = MboxIndexer(continuing: MboxIndex())
    nothing.feed(all.span, isLast: true)
    #expect(nothing.finish().count == 3)
  }

  /// Lengths that are believed, or not, in what was there before are so in what is added, wherever the file was cut.
  @Test(arguments: [true, false]) func lengthsCountInWhatIsAdded(_ isBelieved: Bool) {
    let inner = "Hi\n\n" + Self.a + "Subject: quoted\n\nold text\n\n" + Self.a + "Content-Length: 2\n\nx\n"
    let honest = Self.a + "Content-Length: \(inner.utf8.count)\nS: y\n\n" + inner + "\n"
    let all = Array(((isBelieved ? "" : Self.a + "S: x\n\ntext\n\n") + honest + honest + honest).utf8)
    let whole = MboxIndexer.index(all.span)
    #expect(whole.count == (isBelieved ? 3 : 10))
    #expect(whole.believesLengths == isBelieved)
    for cut in 0...all.count {
      let old = MboxIndexer.index(all.span.extracting(0..<cut))
      var indexer = MboxIndexer(continuing: old)
      indexer.feed(all.span.extracting(indexer.nextOffset..<all.count), isLast: true)
      #expect(indexer.finish() == whole, "cut at \(cut)")
    }
  }

  @Test func windowsOfAnySizeAgreeOnNoise() {
    var noise = Noise(71)
    let pieces = [
      Self.a, "\n", "\n\n", "Status: RO\n", "X-Status: F\n", "Content-Length: 12\n", "text text\n", "\r\n", "From - \n",
      "From ", "\nFrom b@y\n", "http:", "/", "\nF", "Subject: x",
      String(repeating: "y", count: 900), "A: b\n", "Fr",
    ]
    for _ in 0..<150 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &noise) {
        bytes += Array((pieces.randomElement(using: &noise) ?? "").utf8)
      }
      _ = index(bytes, windows: [4096, 4097, 4500])
    }
  }

  @Test func keepsAndChecksItsParts() {
    let box = index(Self.a + "\n" + Self.a + "\n")
    let same = MboxIndex(
      offsets: box.offsets, headerLengths: box.headerLengths, lineMarks: box.lineMarks,
      fromLineLengths: box.fromLineLengths, statuses: box.statuses, end: box.end, endLine: box.endLine)
    #expect(same == box)
    #expect(
      MboxIndex(
        offsets: [0, 0], headerLengths: [1, 1], lineMarks: [0, 0], fromLineLengths: [0, 0], statuses: [0, 0], end: 9,
        endLine: 1) == nil)
    #expect(
      MboxIndex(
        offsets: [0], headerLengths: [10], lineMarks: [0], fromLineLengths: [0], statuses: [0], end: 9, endLine: 1)
        == nil)
  }

  /// An indexer that begins at any place brings the same once both have found the same message.
  @Test(arguments: MboxIndexerTests.boxes.map(\.0)) func joinsAnywhere(_ text: String) {
    let start = "\(Self.a)Subject: one\n\ntext\n\n\(Self.a)Status: O\nSubject: two\n\ntext\n\n"
    let bytes = Array((start + text + "\n\n" + start).utf8)
    let whole = MboxIndexer.index(bytes.span)
    for middle in start.utf8.count..<bytes.count {
      var first = MboxIndexer()
      first.feed(bytes.span.extracting(0..<middle), isLast: false)
      guard first.canBeJoined else { continue }
      var second = MboxIndexer(inBodyAt: middle, behind: (bytes[middle - 3], bytes[middle - 2], bytes[middle - 1]))
      second.feed(bytes.span.extracting(middle..<bytes.count), isLast: true)
      var end = first.nextOffset
      while !first.join(second), end < bytes.count {
        end = min(bytes.count, max(first.nextOffset + 1, end + 7))
        first.feed(bytes.span.extracting(first.nextOffset..<end), isLast: end == bytes.count)
      }
      #expect(first.finish() == whole, "middle \(middle)")
    }
  }

  static let headers: [(String, Bool)] = [
    ("S: x\n\n", true), ("\n", true), ("S: x\r\n\r\n", false), ("S: x\r\n\n", false), ("Status: O\n\n", false),
    ("X-Status: \n\n", false), ("status:\nS: x\n\n", false), ("S: x\n", false), ("S: x", false),
    ("S: x\n Status: O\n\n", true),
  ]

  /// Where fields may be put in front of the empty line the way by a look at the header brings the same.
  @Test(arguments: headers) func plainHeaders(_ header: String, _ isPlain: Bool) {
    let bytes = Array((Self.a + header + (header.hasSuffix("\n\n") ? "text\n" : "")).utf8)
    let box = MboxIndexer.index(bytes.span)
    #expect(box.hasPlainHeader(0) == isPlain)
    guard isPlain else { return }
    let end = box[0].headerLength
    let status: MessageStatus = [.old, .flagged]
    let rewritten = StatusHeader.rewritten(bytes.span.extracting(0..<end), status: status)
    #expect(rewritten == Array(bytes[..<(end - 1)]) + StatusHeader.fields(status) + [0x0a])
  }
}

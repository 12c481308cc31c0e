import MailBytes
import MailFormat
import Testing

struct MessageBuilderTests {
  /// Content that can only be read in windows.
  struct Counted: ContentSource {
    let count: Int
    func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
      for place in offset..<min(count, offset + limit) { buffer.append(UInt8(truncatingIfNeeded: place &* 7)) }
    }
  }

  /// Content with a NUL that fails when more than its start is read.
  struct BinaryStart: ContentSource {
    let count = 1 << 24
    func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
      guard offset < 1 << 16 else { throw ContentError("read too far") }
      buffer += [UInt8](repeating: 0, count: limit)
    }
  }

  /// Content that is gone.
  struct Gone: ContentSource {
    let count = 10
    func read(at offset: Int, limit: Int, into buffer: inout [UInt8]) throws(ContentError) {
      throw ContentError("gone.txt: it is not there any more")
    }
  }

  private var options: BuildOptions {
    var options = BuildOptions()
    options.date = MailDate(secondsSinceEpoch: 1_772_445_600, offsetMinutes: 60)
    options.random = Array(1...16)
    options.messageIDHost = "host.example"
    return options
  }

  private func draft(_ body: [UInt8] = Array("hello\n".utf8)) -> Draft {
    var draft = Draft()
    draft.from = [Address(displayName: "Me", localPart: "me", domain: "example.org")]
    draft.to = [Address(localPart: "you", domain: "example.org")]
    draft.subject = "x"
    draft.body = .text(body)
    return draft
  }

  private func text(_ message: OutgoingMessage) throws -> [UInt8] {
    var bytes: [UInt8] = []
    for segment in message.segments {
      switch segment {
      case .text(let text): bytes += text
      case .file(let content, let plan):
        var all: [UInt8] = []
        try content.read(at: 0, limit: content.count, into: &all)
        switch plan {
        case .identity: bytes += all
        case .base64: bytes += Base64.encodeLines(all.span)
        case .quotedPrintable: bytes += QuotedPrintable.encode(all.span)
        }
      }
    }
    return bytes
  }

  private func build(_ draft: Draft, _ options: BuildOptions? = nil) throws -> (header: HeaderBlock, body: [UInt8]) {
    let bytes = try text(try MessageBuilder.build(draft, options: options ?? self.options))
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) { #expect(line.count <= 998) }
    let header = HeaderBlock.parse(bytes)
    return (header, [UInt8](bytes[header.index.bodyStart...]))
  }

  private func value(_ header: HeaderBlock, _ name: String) -> String? {
    guard let name = HeaderFieldName(name), let field = header.first(name) else { return nil }
    let value = header.unfolded(field)
    return String(decoding: value[ASCII.trimmed(value.span, 0..<value.count)], as: UTF8.self)
  }

  private func decoded(_ header: HeaderBlock, _ body: [UInt8]) -> [UInt8] {
    switch value(header, "Content-Transfer-Encoding") {
    case "base64": Base64.decode(body)
    case "quoted-printable": QuotedPrintable.decode(body)
    default: body
    }
  }

  @Test(arguments: [nil, "application/x-thing", "text/plain"] as [String?])
  func binaryContentIsNotReadTwice(_ type: String?) throws {
    var draft = draft()
    draft.attachments = [Attachment(BinaryStart(), fileName: "x.unknown", type: type)]
    let build = { try MessageBuilder.build(draft, options: options) }
    // Whether text goes as quoted-printable or base64 depends on all of it.
    guard type != "text/plain" else {
      #expect(throws: ComposeError.self) { _ = try build() }
      return
    }
    guard case .file(_, .base64) = try #require(build().segments.dropLast().last) else {
      Issue.record("not sent as base64")
      return
    }
  }

  @Test func aPlainMessageHasWhatItNeeds() throws {
    var draft = draft()
    draft.bcc = [Address(localPart: "hidden", domain: "example.org")]
    let bytes = try text(try MessageBuilder.build(draft, options: options))
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        Date: Mon, 2 Mar 2026 11:00:00 +0100
        From: Me <me@example.org>
        To: you@example.org
        Subject: x
        Message-ID: <20260302100000.\(token)@host.example>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=us-ascii
        Content-Transfer-Encoding: 7bit

        hello

        """)
  }

  private var token: String {
    // Taken from the message itself: only its place in the frame is fixed here.
    guard let bytes = try? text(MessageBuilder.build(draft(), options: options)) else { return "" }
    let all = String(decoding: bytes, as: UTF8.self)
    return all.split(separator: "20260302100000.").last.map { String($0.prefix(16)) } ?? ""
  }

  @Test(arguments: [
    ("hello\n", "us-ascii", "7bit"), ("", "us-ascii", "7bit"), ("no end", "us-ascii", "quoted-printable"),
    ("Gr\u{fc}\u{df}e an alle\n", "utf-8", "quoted-printable"), ("\u{65e5}\u{672c}\u{8a9e}\n", "utf-8", "base64"),
    ("From me\n", "us-ascii", "quoted-printable"), ("a\rb\n", "us-ascii", "quoted-printable"),
    ("nul\0, no end of text in sight\n", "us-ascii", "quoted-printable"),
    (String(repeating: "a", count: 999) + "\n", "us-ascii", "quoted-printable"),
    (String(repeating: "a", count: 998) + "\n", "us-ascii", "7bit"),
    ("-- \nsig \n", "us-ascii", "7bit"), ("esc \u{1b}[1m and more text\n", "us-ascii", "quoted-printable"),
    (".\n", "us-ascii", "7bit"),
  ])
  func bodiesArriveByteForByte(_ body: String, _ charset: String, _ encoding: String) throws {
    let (header, encoded) = try build(draft(Array(body.utf8)))
    #expect(value(header, "Content-Type") == "text/plain; charset=\(charset)")
    #expect(value(header, "Content-Transfer-Encoding") == encoding)
    #expect(decoded(header, encoded) == Array(body.utf8))
  }

  @Test(
    "What all texts are to have is for those that need it; what one is to have, it has",
    arguments: [
      ("hello\n", .base64, nil, "7bit"), ("hello\n", .quotedPrintable, nil, "7bit"),
      ("h\u{e9}\n", .base64, nil, "base64"),
      ("\u{65e5}\n", .quotedPrintable, nil, "quoted-printable"), ("hello\n", .automatic, .base64, "base64"),
      ("hello\n", .base64, .quotedPrintable, "quoted-printable"),
    ] as [(String, BuildOptions.Encoding, BuildOptions.Encoding?, String)])
  func encodings(
    _ body: String, _ ofAll: BuildOptions.Encoding, _ ofOne: BuildOptions.Encoding?, _ encoding: String
  ) throws {
    var options = options
    options.encoding = ofAll
    var draft = draft()
    var part = Attachment.text(MemoryContent(Array(body.utf8)))
    part.encoding = ofOne
    draft.body = .part(part)
    #expect(value(try build(draft, options).header, "Content-Transfer-Encoding") == encoding)
  }

  @Test func crlfTextBecomesLines() throws {
    let (header, body) = try build(draft(Array("one\r\ntwo\r\n".utf8)))
    #expect(value(header, "Content-Transfer-Encoding") == "7bit")
    #expect(body == Array("one\ntwo\n".utf8))
  }

  @Test func whatIsNotUTF8StaysReadable() throws {
    let bytes: [UInt8] = [0x63, 0x61, 0x66, 0xe9, 0x20, 0x63, 0x72, 0xe8, 0x6d, 0x65, 0x0a]
    let (header, body) = try build(draft(bytes))
    #expect(value(header, "Content-Type") == "text/plain; charset=iso-8859-1")
    #expect(decoded(header, body) == bytes)
  }

  @Test func anyBytesSurvive() throws {
    var noise = Noise(101)
    for round in 0..<150 {
      let bytes = noise.bytes(
        Int.random(in: 0...3000, using: &noise), of: round % 2 == 0 ? [] : Array("From a \n\r\u{fc}.".utf8))
      for encoding in [BuildOptions.Encoding.automatic, .eightBit, .quotedPrintable, .base64] {
        var options = options
        options.encoding = encoding
        var draft = draft(bytes)
        let (header, body) = try build(draft, options)
        if !bytes.contains(13) { #expect(decoded(header, body) == bytes) }
        draft.attachments = [Attachment(MemoryContent(bytes), fileName: "a.txt")]
        let parts = try parts(of: try build(draft, options))
        #expect(parts.count == 2)
        #expect(parts.last?.content == bytes)
      }
    }
  }

  /// Cuts a multipart as RFC 2046 says, and decodes the parts.
  private func parts(
    of message: (header: HeaderBlock, body: [UInt8])
  ) throws -> [(header: HeaderBlock, content: [UInt8])] {
    let type = try #require(value(message.header, "Content-Type"))
    let boundary = try #require(type.split(separator: "boundary=\"").last?.split(separator: "\"").first)
    let mark = Array("\n--\(boundary)".utf8)
    var pieces: [[UInt8]] = []
    var rest = [10] + message.body
    while let place = Kernels.firstIndex(ofSequence: mark.span, in: rest.span) {
      pieces.append([UInt8](rest[..<place]))
      rest = [UInt8](rest[(place + mark.count)...])
    }
    #expect(rest == Array("--\n".utf8))
    return pieces.dropFirst().map { piece in
      let bytes = [UInt8](piece.dropFirst())
      let header = HeaderBlock.parse(bytes)
      return (header, decoded(header, [UInt8](bytes[min(header.index.bodyStart, bytes.count)...])))
    }
  }

  @Test func attachmentsKeepNameTypeAndBytes() throws {
    var draft = draft()
    let big = Counted(count: 100_000)
    draft.attachments = [
      Attachment(MemoryContent(Array("some notes\nsecond line".utf8)), fileName: "dir/notes.txt"),
      Attachment(MemoryContent([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), fileName: "picture"),
      Attachment(big, fileName: "Gr\u{f6}\u{df}e \u{2013} \u{dc}bersicht.bin"),
      Attachment(MemoryContent(Array("a\r\nb\r\n".utf8)), fileName: "dos.txt"),
      Attachment(MemoryContent([1, 2, 0, 3]), fileName: "a\"b\nBcc: e@x\n.txt"),
      Attachment(MemoryContent(Array("From: a@x\n\nGr\u{fc}n\n".utf8)), fileName: "m.eml"),
    ]
    let message = try MessageBuilder.build(draft, options: options)
    #expect(message.needs8Bit)
    #expect(message.segments.contains { if case .file(_, .base64) = $0 { true } else { false } })
    let built = try build(draft)
    #expect(value(built.header, "Content-Type")?.hasPrefix("multipart/mixed; boundary=") == true)
    let parts = try parts(of: built)
    #expect(parts.count == 7)
    var expected: [UInt8] = []
    try big.read(at: 0, limit: big.count, into: &expected)
    #expect(parts[0].content == Array("hello\n".utf8))
    #expect(parts[1].content == Array("some notes\nsecond line".utf8))
    #expect(value(parts[1].header, "Content-Type") == "text/plain; charset=us-ascii; name=notes.txt")
    #expect(value(parts[1].header, "Content-Disposition") == "attachment; filename=notes.txt")
    #expect(value(parts[2].header, "Content-Type") == "image/png; name=picture")
    #expect(parts[3].content == expected)
    #expect(value(parts[3].header, "Content-Type") == "application/octet-stream; name=\"Gr_e _ _bersicht.bin\"")
    #expect(
      value(parts[3].header, "Content-Disposition")
        == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%E2%80%93%20%C3%9Cbersicht.bin")
    #expect(parts[4].content == Array("a\r\nb\r\n".utf8))
    #expect(value(parts[5].header, "Content-Type") == "application/octet-stream; name=\"a_b_Bcc: e@x_.txt\"")
    #expect(parts[5].header.fields.count == 3)
    #expect(value(parts[6].header, "Content-Type") == "message/rfc822; name=m.eml")
    #expect(value(parts[6].header, "Content-Transfer-Encoding") == "8bit")
  }

  @Test func longNamesAreCutIntoSections() throws {
    var draft = draft()
    let name = String(repeating: "\u{fc}", count: 100) + ".txt"
    draft.attachments = [Attachment(MemoryContent([65, 10]), fileName: name)]
    let parts = try parts(of: try build(draft))
    let disposition = try #require(parts.last.flatMap { $0.header.first(.contentDisposition).map($0.header.unfolded) })
    let semicolon = try #require(disposition.firstIndex(of: 0x3b))
    #expect(Parameters.parse([UInt8](disposition[(semicolon + 1)...]))["filename"] == name)
    // Readers that decode section by section find no half of a character.
    let sections = disposition.split(separator: 0x3b).dropFirst()
    #expect(sections.count > 2)
    for section in sections {
      let value = section.split(separator: 0x3d).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(
        value.split(separator: "%C3", omittingEmptySubsequences: false).dropFirst().allSatisfy { $0.hasPrefix("%BC") })
      #expect(section.count <= 78)
    }
  }

  @Test(
    "A backslash belongs to the name as any character does; folders are parted by slashes alone",
    arguments: [
      (#"a\b"#, #"filename="a\\b""#), (#"C:\dir\x.txt"#, #"filename="C:\\dir\\x.txt""#),
      (#"dir/a\b"#, #"filename="a\\b""#),
      (#"\"#, #"filename="\\""#), (#"\"# + "\u{fc}", "filename*=utf-8''%5C%C3%BC"),
    ])
  func namesKeepBackslashes(_ name: String, _ parameter: String) throws {
    var draft = draft()
    draft.attachments = [Attachment(MemoryContent([65, 10]), fileName: name)]
    let part = try #require(try parts(of: try build(draft)).last)
    let disposition = try #require(part.header.first(.contentDisposition).map(part.header.unfolded))
    #expect(String(decoding: disposition, as: UTF8.self) == "attachment; " + parameter)
    let semicolon = try #require(disposition.firstIndex(of: 0x3b))
    let read = Parameters.parse([UInt8](disposition[(semicolon + 1)...]))["filename"]
    #expect(read == name.split(separator: "/").last.map(String.init))
    #expect(value(part.header, "Content-Type")?.contains("\\") == false)
  }

  @Test(arguments: ["=?utf-8?Q?x?=.txt", "a=?b.txt", "\"=?utf-8?Q?=41?=\""])
  func namesThatLookEncodedArriveAsTheyAre(_ name: String) throws {
    var draft = draft()
    draft.attachments = [Attachment(MemoryContent([65, 10]), fileName: name)]
    let part = try #require(try parts(of: try build(draft)).last)
    let disposition = try #require(part.header.first(.contentDisposition).map(part.header.unfolded))
    let semicolon = try #require(disposition.firstIndex(of: 0x3b))
    #expect(Parameters.parse([UInt8](disposition[(semicolon + 1)...]))["filename"] == name)
    #expect(value(part.header, "Content-Type")?.contains("=?") == false)
  }

  @Test(arguments: [
    ("invite.ics", nil, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n", "; method=REQUEST"),
    ("invite.ics", nil, "BEGIN:VCALENDAR\nmethod:reply\n", "; method=reply"),
    ("a.ics", nil, "BEGIN:VCALENDAR\nVERSION:2.0\nX:METHOD:NO\n", nil),
    ("a.ics", nil, "BEGIN:VCALENDAR\nMETHOD:a b\n", nil),
    ("a.ics", "text/calendar; method=CANCEL", "BEGIN:VCALENDAR\nMETHOD:REQUEST\n", "; method=CANCEL"),
    ("a.txt", nil, "METHOD:REQUEST\n", nil),
  ])
  func anInvitationTellsItsMethod(_ name: String, _ type: String?, _ content: String, _ expected: String?) throws {
    var draft = draft()
    draft.attachments = [Attachment(MemoryContent(Array(content.utf8)), fileName: name, type: type)]
    let part = try #require(try parts(of: try build(draft)).last)
    let field = try #require(value(part.header, "Content-Type"))
    #expect(expected.map { field.contains($0) } ?? !field.contains("method"), "\(field)")
    #expect(!field.contains("REQUEST") || expected == "; method=REQUEST")
  }

  @Test func treesBecomeNestedMultiparts() throws {
    var draft = draft()
    draft.body = .alternative([
      .text(Array("plain\n".utf8)),
      .related([
        .part(.text(MemoryContent(Array("<p>hi</p>".utf8)), type: "text/html")),
        .part(Attachment(MemoryContent([1, 0]), type: "image/png", disposition: .inline, contentID: "one@x")),
      ]),
    ])
    draft.attachments = [Attachment(MemoryContent([65]), fileName: "a.txt")]
    let outer = try parts(of: try build(draft))
    #expect(outer.count == 2)
    let alternative = outer[0]
    #expect(value(alternative.header, "Content-Type")?.hasPrefix("multipart/alternative;") == true)
    let inner = try parts(of: (alternative.header, alternative.content))
    #expect(inner.count == 2)
    let related = try parts(of: (inner[1].header, inner[1].content))
    #expect(value(inner[1].header, "Content-Type")?.contains("type=\"text/html\"") == true)
    #expect(related.map { value($0.header, "Content-ID") } == [nil, "<one@x>"])
    #expect(related.map(\.content) == [Array("<p>hi</p>".utf8), [1, 0]])
  }

  @Test func boundariesNeverOccurInWhatTheyPart() throws {
    var draft = draft()
    let first = try build(
      {
        var d = draft
        d.attachments = [Attachment(MemoryContent([65, 10]), fileName: "a.txt")]
        return d
      }())
    let type = try #require(value(first.header, "Content-Type"))
    let boundary = try #require(type.split(separator: "boundary=\"").last?.split(separator: "\"").first)
    // A message of ours, sent on as it is: the token must be another one.
    draft.body = .text(Array("text\n--\(boundary)\nmore\n--\(boundary)--\n".utf8))
    draft.attachments = [Attachment(MemoryContent([65, 10]), fileName: "a.txt")]
    let parts = try parts(of: try build(draft))
    #expect(parts.count == 2)
  }

  @Test func ownFieldsChangeWhatTheBuilderWrites() throws {
    var draft = draft(Array("<p>hi</p>\n".utf8))
    draft.fields = [
      .init(name: "From", value: "Robot <robot@example.org>"), .init(name: "Reply-To", value: "J\u{fc}rgen <j@x>"),
      .init(name: "X-Job", value: "nightly"), .init(name: "Content-Type", value: "text/html"),
      .init(name: "Bcc", value: "eve@example.com"), .init(name: "Date", value: "Tue, 3 Mar 2026 00:00:00 +0000"),
      .init(name: "MIME-Version", value: "9.9"),
    ]
    let (header, _) = try build(draft)
    #expect(value(header, "From") == "Robot <robot@example.org>")
    #expect(value(header, "Reply-To") == "=?utf-8?Q?J=C3=BCrgen?= <j@x>")
    #expect(value(header, "X-Job") == "nightly")
    #expect(value(header, "Content-Type") == "text/html; charset=us-ascii")
    #expect(value(header, "Bcc") == nil)
    #expect(value(header, "Date") == "Tue, 3 Mar 2026 00:00:00 +0000")
    for name in ["Date", "From", "MIME-Version", "Content-Type"] {
      #expect(header.all(HeaderFieldName(name) ?? .subject).count == 1)
    }
  }

  @Test func nothingIsSentThatCannotBeRead() {
    var draft = draft()
    draft.attachments = [Attachment(Gone(), fileName: "gone.txt")]
    #expect(throws: ComposeError(.content, "gone.txt: it is not there any more")) {
      try MessageBuilder.build(draft, options: options)
    }
  }

  @Test func injectionIsRefused() {
    for break_ in ["\n", "\r", "\0"] {
      var one = draft()
      one.subject = "x\(break_)Bcc: e@x"
      #expect(throws: ComposeError.self) { try MessageBuilder.build(one, options: options) }
      var two = draft()
      two.fields = [.init(name: "X-A", value: "1\(break_)Bcc: e@x")]
      #expect(throws: ComposeError.self) { try MessageBuilder.build(two, options: options) }
      var three = draft()
      three.fields = [.init(name: "X-A\(break_)Bcc", value: "1")]
      #expect(throws: ComposeError.self) { try MessageBuilder.build(three, options: options) }
    }
  }
}

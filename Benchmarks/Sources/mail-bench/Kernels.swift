import MailBytes
import MailFormat

/// The inner loops alone: gigabytes a second, and the header fields of one message in microseconds.
enum Kernels {
  static func run() {
    print("\nkernels")
    let text = sample(1 << 22)
    let encoded = Base64.encodeLines(text.span)
    rate("base64 encode", bytes: text.count) { sink &+= Base64.encodeLines(text.span).count }
    rate("base64 decode", bytes: encoded.count) { sink &+= Base64.decode(encoded).count }
    let printable = QuotedPrintable.encode(text)
    rate("quoted-printable encode", bytes: text.count) { sink &+= QuotedPrintable.encode(text).count }
    rate("quoted-printable decode", bytes: printable.count) { sink &+= QuotedPrintable.decode(printable).count }
    let mailbox = repeated(message, times: 4000)
    rate("mbox index", bytes: mailbox.count) { sink &+= MboxIndexer.index(mailbox.span).count }
    let header = Array(message.drop { $0 != 10 }.dropFirst())
    time("header fields of a message of \(header.count) bytes") { sink &+= HeaderBlock.parse(header).fields.count }
    let copy = text
    rate("copy, for comparison", bytes: copy.count) { sink &+= copyOnce(copy) }
  }

  /// Where results go, so that no loop is optimised away.
  nonisolated(unsafe) private static var sink = 0

  private static func copyOnce(_ bytes: [UInt8]) -> Int {
    var other = bytes
    other[other.count / 2] ^= 1
    return other.count
  }

  private static func sample(_ count: Int) -> [UInt8] {
    repeated(Array("The figures of the week are attached; please answer by Friday.\n".utf8), times: count / 63)
  }

  private static func repeated(_ piece: [UInt8], times: Int) -> [UInt8] {
    var whole: [UInt8] = []
    whole.reserveCapacity(piece.count * times)
    for _ in 0..<times { whole += piece }
    return whole
  }

  private static let message = Array(
    """
    From user@example.org Mon May  4 10:00:00 2026
    Return-Path: <user@example.org>
    Received: from mx1.example.net (mx.example.net [192.0.2.1])
    \tby mail.example.org with ESMTPS id 4FgH; Mon, 4 May 2026 10:00:00 +0000
    From: "User Name" <user@example.org>
    To: me@example.org
    Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= of the week
    Date: Mon, 4 May 2026 10:00:00 +0000
    Message-ID: <1.2@example.org>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8

    \(String(repeating: "The figures of the week are attached; please answer by Friday.\n", count: 60))

    """.utf8)

  /// Runs the body until half a second has gone and prints the best rate.
  private static func rate(_ name: String, bytes: Int, _ body: () -> Void) {
    show(name, fixed(Double(bytes) / best(body) / 1e9, 2) + " GB/s")
  }

  private static func time(_ name: String, _ body: () -> Void) {
    let seconds = best { for _ in 0..<1000 { body() } } / 1000
    show(name, fixed(seconds * 1e6, 2) + " microseconds")
  }

  private static func best(_ body: () -> Void) -> Double {
    var best = Double.infinity
    let start = ProcessRun.now()
    repeat {
      let before = ProcessRun.now()
      body()
      best = min(best, ProcessRun.now() - before)
    } while ProcessRun.now() - start < 0.5
    return best
  }

  private static func show(_ name: String, _ figure: String) {
    print(name + String(repeating: " ", count: max(1, 50 - name.count)) + figure)
  }
}

import Glibc

/// Writes a realistic mbox, the same for the same seed: replies, encoded subjects, some attachments.
struct SampleMailbox {
  private var state: UInt64 = 1

  private mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private static let words = [
    "order", "report", "meeting", "invoice", "server", "backup", "please", "thanks", "week", "review", "release", "the",
    "and", "with", "from", "which", "tomorrow", "answer", "question", "draft", "figures", "customer", "contract",
  ]

  private mutating func sentence(_ count: Int) -> String {
    (0..<count).map { _ in Self.words[random(Self.words.count)] }.joined(separator: " ")
  }

  /// Writes the mailbox with so many messages.
  mutating func write(messages: Int, to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    for number in 1...messages {
      fputs(message(number), file)
    }
  }

  private mutating func message(_ number: Int) -> String {
    let day = 1 + number % 28
    let status = random(100) < 72 ? "Status: RO\n" : random(100) < 57 ? "Status: O\n" : ""
    let subject =
      random(100) < 10
      ? "=?utf-8?Q?Gr=C3=BC=C3=9Fe_" + Self.words[random(Self.words.count)] + "?="
      : (random(100) < 48 ? "Re: " : "") + sentence(3 + random(5))
    var text = """
      From user\(number % 500)@example.org Mon May \(day < 10 ? " " : "")\(day) 10:00:00 2026
      Return-Path: <user\(number % 500)@example.org>
      Received: from mx\(random(9)).example.net (mx.example.net [192.0.2.\(random(255))])
      \tby mail.example.org with ESMTPS id \(random(1_000_000))
      \tfor <me@example.org>; Mon, \(day) May 2026 10:00:00 +0000
      From: "User Number \(number % 500)" <user\(number % 500)@example.org>
      To: me@example.org
      Subject: \(subject)
      Date: Mon, \(day) May 2026 10:00:00 +0000
      Message-ID: <\(number).\(random(1_000_000))@example.org>
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      \(status)

      """
    for _ in 0..<(5 + random(180) * (random(10) == 0 ? 6 : 1)) { text += sentence(8) + "\n" }
    return text + "\n"
  }
}

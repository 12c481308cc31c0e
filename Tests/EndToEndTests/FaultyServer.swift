import Foundation
import MailTesting

/// Numbers that look random and are the same for the same seed.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// An SMTP server on loopback that fails at random, at every stage and in every way, and knows exactly what it has taken.
final class FaultyServer: @unchecked Sendable {
  enum Stage: CaseIterable { case connection, greeting, hello, mail, recipient, data, content, end, quit }
  enum Kind: CaseIterable { case temporary, permanent, closing, cut, reset, stall }

  /// What goes wrong in one connection.
  private struct Plan {
    var fault: (stage: Stage, kind: Kind)?
    var extensions: [String]
    /// Which recipient it strikes.
    var recipient: Int
  }

  private let listener: LoopbackListener
  var port: UInt16 { listener.port }
  private let lock = NSLock()
  private var numbers: SeededNumbers
  private var isFaulty = true
  private var taken: [String: Int] = [:]

  init(seed: UInt64) throws {
    numbers = SeededNumbers(seed: seed)
    listener = try LoopbackListener()
    listener.serve { [weak self] in
      guard let self else { return nil }
      let plan = nextPlan()
      return { Conversation($0, plan, self).run() }
    }
  }

  /// From now on nothing fails.
  func heal() { lock.withLock { isFaulty = false } }

  /// How often a message was taken for a recipient, by `mark recipient`.
  var accepted: [String: Int] { lock.withLock { taken } }

  private func take(_ mark: String, _ recipients: [String]) {
    lock.withLock { for recipient in recipients { taken[mark + " " + recipient, default: 0] += 1 } }
  }

  private func nextPlan() -> Plan {
    lock.withLock {
      let offers = ["PIPELINING", "CHUNKING", "8BITMIME", "SIZE 10000000", "ENHANCEDSTATUSCODES"]
      var plan = Plan(fault: nil, extensions: [], recipient: 0)
      for offer in offers where Int.random(in: 0..<3, using: &numbers) > 0 { plan.extensions.append(offer) }
      plan.recipient = Int.random(in: 0..<3, using: &numbers)
      guard isFaulty, Int.random(in: 0..<10, using: &numbers) < 8,
        let stage = Stage.allCases.randomElement(using: &numbers)
      else { return plan }
      // Stalls cost seconds: they are rarer.
      let kinds = Kind.allCases.flatMap { Array(repeating: $0, count: $0 == .stall ? 1 : 4) }
      if let kind = kinds.randomElement(using: &numbers) {
        // No server answers in the middle of a message.
        let isReply = kind == .temporary || kind == .permanent
        plan.fault = (stage == .content && isReply ? .end : stage, kind)
      }
      return plan
    }
  }

  /// One connection.
  private final class Conversation {
    private let socket: Int32
    private let plan: Plan
    private let server: FaultyServer
    private var input: [UInt8] = []

    init(_ socket: Int32, _ plan: Plan, _ server: FaultyServer) {
      self.socket = socket
      self.plan = plan
      self.server = server
    }

    func run() {
      guard strikes(.connection, instead: ""), reply(.greeting, "220 faulty") else { return }
      var recipients: [String] = []
      var named = 0
      var hasSender = false
      while let line = readLine() {
        switch line.split(separator: " ").first.map({ $0.uppercased() }) {
        case "EHLO":
          let lines = ["faulty"] + plan.extensions
          let text = lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)" }.joined(separator: "\r\n")
          guard reply(.hello, text) else { return }
        case "HELO": say("250 faulty")
        case "MAIL":
          hasSender = true
          if let fault = plan.fault, fault.stage == .mail, fault.kind == .temporary || fault.kind == .permanent {
            hasSender = false
          }
          guard reply(.mail, "250 ok") else { return }
        case "RCPT":
          let isStruck = plan.fault?.stage == .recipient && named == plan.recipient
          named += 1
          guard hasSender else {
            say("503 who sends")
            continue
          }
          if isStruck {
            guard reply(.recipient, "250 ok") else { return }
            if plan.fault?.kind == .temporary || plan.fault?.kind == .permanent { continue }
          } else {
            say("250 ok")
          }
          recipients.append(String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }))
        case "DATA":
          guard !recipients.isEmpty else {
            say("503 nobody to send to")
            continue
          }
          guard reply(.data, "354 go") else { return }
          if plan.fault?.stage == .data { continue }
          guard let content = readContent(count: nil), end(content, recipients) else { return }
        case "BDAT":
          guard let count = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            let content = readContent(count: count)
          else { return }
          guard !recipients.isEmpty else {
            say("503 nobody to send to")
            continue
          }
          guard end(content, recipients) else { return }
        case "QUIT":
          _ = reply(.quit, "221 bye")
          return
        default: say("500 what")
        }
      }
    }

    /// The answer to the whole message: taken is what 250 has been said for to a client that still listened.
    private func end(_ content: String, _ recipients: [String]) -> Bool {
      guard plan.fault?.stage != .end else { return reply(.end, "") }
      var polled = pollfd(fd: socket, events: 0x2000, revents: 0)
      guard poll(&polled, 1, 0) == 0 else { return false }
      let subject = content.split(separator: "\r\n").first { $0.hasPrefix("Subject: ") } ?? ""
      server.take(String(subject.dropFirst(9)), recipients)
      say("250 2.0.0 taken")
      return true
    }

    /// Does what the plan says of this stage, or gives the usual reply; false when the connection is over.
    private func reply(_ stage: Stage, _ usual: String) -> Bool {
      guard strikes(stage, instead: usual) else { return false }
      if plan.fault?.stage != stage, !usual.isEmpty { say(usual) }
      return true
    }

    private func strikes(_ stage: Stage, instead usual: String) -> Bool {
      guard let fault = plan.fault, fault.stage == stage else { return true }
      switch fault.kind {
      case .temporary:
        if stage == .connection { return false }
        say("451 4.3.0 not now")
      case .permanent:
        if stage == .connection { return false }
        say("554 5.7.1 never")
      case .closing:
        say("421 4.3.2 closing")
        return false
      case .cut: return false
      case .reset:
        var off = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &off, socklen_t(MemoryLayout<linger>.size))
        return false
      case .stall:
        while fill() {}
        return false
      }
      return stage != .greeting
    }

    private func say(_ text: String) {
      let bytes = Array((text + "\r\n").utf8)
      _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func readLine() -> String? {
      while true {
        if let end = input.firstIndex(of: 10) {
          let line = String(decoding: input[..<end], as: UTF8.self)
          input.removeFirst(end + 1)
          return line.trimmingCharacters(in: .whitespaces.union(.newlines))
        }
        guard fill() else { return nil }
      }
    }

    private func readContent(count: Int?) -> String? {
      let mark = Array("\r\n.\r\n".utf8)
      while true {
        if plan.fault?.stage == .content, input.count > 100 { guard strikes(.content, instead: "") else { return nil } }
        if let count, input.count >= count {
          defer { input.removeFirst(count) }
          return String(decoding: input[..<count], as: UTF8.self)
        }
        if count == nil, let found = Data(input).range(of: Data(mark)) {
          defer { input.removeFirst(found.upperBound) }
          return String(decoding: input[..<found.lowerBound], as: UTF8.self)
        }
        guard fill() else { return nil }
      }
    }

    private func fill() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let got = recv(socket, &buffer, buffer.count, 0)
      if got > 0 { input += buffer[..<got] }
      return got > 0
    }
  }
}

import MailBytes

/// IMAP or POP3 from the greeting to TLS and no further, to look at a server's certificate.
public struct StartTLSDialog: WireDialog {
  /// Nothing but that TLS is there.
  public typealias Output = Void

  private enum State {
    case greeting, asked, securing
  }

  private let host: String
  private let isIMAP: Bool
  private var state = State.greeting
  private static let maximumLine = 8192

  /// Begins on a connection that has not greeted yet.
  public init(host: String, isIMAP: Bool) {
    self.host = host
    self.isIMAP = isIMAP
  }

  /// Takes lines as they arrive.
  public mutating func resume(with input: inout [UInt8]) throws(WireError) -> WireDemand<Void> {
    if case .securing = state { return .finished(()) }
    while true {
      guard let end = input.firstIndex(of: 10) else {
        guard input.count <= Self.maximumLine else { throw refusal("a line without end") }
        return .receive
      }
      let line = Array(input[..<end])
      input.removeFirst(end + 1)
      switch state {
      case .greeting:
        guard line.starts(with: (isIMAP ? "* OK" : "+OK").utf8) else { throw refusal("it does not greet") }
        state = .asked
        return .send(Array((isIMAP ? "a STARTTLS\r\n" : "STLS\r\n").utf8))
      case .asked:
        if isIMAP, line.first == UInt8(ascii: "*") { continue }
        guard line.starts(with: (isIMAP ? "a OK" : "+OK").utf8) else { throw refusal("it has no STARTTLS") }
        state = .securing
        return .startTLS
      case .securing: return .finished(())
      }
    }
  }

  private func refusal(_ why: String) -> WireError {
    WireError("\(host): TLS did not come about: \(why)", exitStatus: .protocolError)
  }
}

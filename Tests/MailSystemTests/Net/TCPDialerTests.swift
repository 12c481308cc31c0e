import Foundation
import MailTesting
import Testing

@testable import MailSystem

/// Connects to sockets of this process on loopback.
@Suite struct TCPDialerTests {
  @Test func exchangesBytes() throws {
    let listener = try LoopbackListener()
    let stream = try TCPDialer().connect(to: .host("127.0.0.1", port: listener.port), by: .after(seconds: 5))
    let peer = listener.accepted()
    try stream.write(Array("hello".utf8).span, by: .after(seconds: 5))
    var received = [UInt8](repeating: 0, count: 10)
    #expect(recv(peer, &received, 10, 0) == 5)
    #expect(send(peer, "answer", 6, 0) == 6)
    var buffer: [UInt8] = []
    #expect(try stream.read(into: &buffer, by: .after(seconds: 5)) == 6)
    #expect(buffer == Array("answer".utf8))
    close(peer)
    #expect(try stream.read(into: &buffer, by: .after(seconds: 5)) == 0)
    stream.close()
    #expect(throws: SystemError.self) { try stream.read(into: &buffer, by: .after(seconds: 5)) }
  }

  @Test func deadlinesEndWaits() throws {
    let listener = try LoopbackListener()
    let stream = try TCPDialer().connect(to: .host("127.0.0.1", port: listener.port), by: .after(seconds: 5))
    var buffer: [UInt8] = []
    do {
      _ = try stream.read(into: &buffer, by: .after(milliseconds: 50))
      Issue.record("read something from a silent peer")
    } catch {
      #expect(error.isTimeout)
    }
    do {
      while true { try stream.write([UInt8](repeating: 0, count: 1 << 20).span, by: .after(milliseconds: 50)) }
    } catch {
      #expect(error.isTimeout)
    }
  }

  @Test func refusedAndUnknown() throws {
    let port: UInt16
    do { port = try LoopbackListener().port }
    do {
      _ = try TCPDialer().connect(to: .host("127.0.0.1", port: port), by: .after(seconds: 5))
      Issue.record("connected to nobody")
    } catch {
      #expect(error.summary == "127.0.0.1:\(port): Connection refused")
      #expect(error.exitStatus == .temporaryFailure)
    }
    #expect(throws: SystemError.self) {
      try TCPDialer().connect(to: .host("no-such-host.invalid", port: 25), by: .after(seconds: 5))
    }
    #expect(throws: SystemError.self) {
      try TCPDialer().connect(to: .unix(path: "/nonexistent/socket"), by: .after(seconds: 5))
    }
    #expect(throws: SystemError.self) {
      try TCPDialer().connect(to: .unix(path: String(repeating: "x", count: 200)), by: .after(seconds: 5))
    }
  }

  @Test func aSignalEndsAWait() throws {
    let listener = try LoopbackListener()
    let gate = try SignalGate([.windowChange, Signal(rawValue: SIGUSR1)])
    let stream = try TCPDialer(gate: gate).connect(to: .host("127.0.0.1", port: listener.port), by: .after(seconds: 5))
    pthread_kill(pthread_self(), SIGUSR1)
    var buffer: [UInt8] = []
    do {
      _ = try stream.read(into: &buffer, by: .after(seconds: 20))
      Issue.record("read something from a silent peer")
    } catch {
      #expect(error.isInterruption)
    }
    #expect(gate.take() == Signal(rawValue: SIGUSR1))
    #expect(gate.take() == nil)
  }

  @Test func addressesOfLiterals() throws {
    #expect(try SocketAddress.resolve(host: "127.0.0.1", port: 25, family: AF_UNSPEC).count == 1)
    #expect(try SocketAddress.resolve(host: "[::1]", port: 25, family: AF_UNSPEC).first?.family == AF_INET6)
  }
}

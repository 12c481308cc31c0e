/// What a peer's certificate says of itself, and what is wrong with it; text of the peer, not yet clean for a terminal.
public struct PeerCertificate: Sendable, Equatable {
  /// The DNS names and addresses it is for.
  public var names: [String]
  /// Whose it is, on one line.
  public var subject: String
  /// Who signed it, on one line.
  public var issuer: String
  /// The first day it is valid, as 2026-11-21.
  public var notBefore: String
  /// The last day it is valid.
  public var notAfter: String
  /// The SHA-256 digest of the whole certificate, as `AB:CD:...`.
  public var fingerprint: String
  /// Why it would not be accepted without a pin; empty for a good one.
  public var faults: [String]

  /// Makes a certificate's description from its parts.
  public init(
    names: [String], subject: String, issuer: String, notBefore: String, notAfter: String, fingerprint: String,
    faults: [String]
  ) {
    self.names = names
    self.subject = subject
    self.issuer = issuer
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.fingerprint = fingerprint
    self.faults = faults
  }
}

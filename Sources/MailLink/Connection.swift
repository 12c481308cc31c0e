// The story of MailLink.
//
// One connection: dialled, secured, and a dialog run over it with a deadline at every step. `SecurityPolicy` decides when TLS is put
// on and when a password may travel; `DialogRunner` does what a dialog of MailWire demands; `Transcript` shows it, secrets hidden.

public import MailBytes
public import MailSystem

/// One connection to a server: its stream, what was read from it but not used, and how far it is protected.
public final class Connection {
  /// The name it was dialled by, for certificates and messages.
  public let host: String
  /// The stream, TLS over it once it is secured.
  public private(set) var stream: any ByteStream
  /// Whether TLS protects it.
  public private(set) var isSecure = false
  /// Whether the peer is on this machine.
  public let isLoopback: Bool
  /// Bytes that arrived and no dialog has used yet.
  public var input: [UInt8] = []
  /// What shows the dialogue, if anything does.
  public let transcript: Transcript?
  /// How long each step may take.
  public let timeouts: LinkTimeouts
  /// When the whole conversation must be over.
  public let end: Deadline
  /// Secrets that went out: they are taken out of what the server says before anybody is shown it.
  public private(set) var mask = SecretMask()
  private let tls: (any TLSProvider)?
  private let tlsPolicy: TLSPolicy
  /// Whether the certificate of a peer on this machine is not judged.
  private let takesAnyCertificate: Bool

  /// Takes over a stream that is connected already.
  public init(
    stream: any ByteStream, host: String, tls: (any TLSProvider)?, tlsPolicy: TLSPolicy = TLSPolicy(),
    takesAnyCertificateOnLoopback: Bool = false, timeouts: LinkTimeouts = LinkTimeouts(), transcript: Transcript? = nil
  ) {
    self.stream = stream
    self.host = host
    self.tls = tls
    self.tlsPolicy = tlsPolicy
    self.timeouts = timeouts
    self.transcript = transcript
    isLoopback = stream.isLoopback
    takesAnyCertificate = takesAnyCertificateOnLoopback && stream.isLoopback
    end = Deadline.after(seconds: timeouts.total)
  }

  /// Connects to the endpoint and, where the policy says implicit TLS, secures the connection.
  public static func dial(
    _ endpoint: Endpoint, policy: SecurityPolicy, dialer: any Dialer, tls: (any TLSProvider)?,
    timeouts: LinkTimeouts = LinkTimeouts(), transcript: Transcript? = nil
  ) throws(LinkError) -> Connection {
    let stream: any ByteStream
    do {
      stream = try dialer.connect(to: endpoint, by: Deadline.after(seconds: timeouts.connect))
    } catch {
      throw LinkError(dialling: endpoint, error)
    }
    let host = endpoint.hostName
    transcript?.note("connected to \(endpoint.words)")
    let connection = Connection(
      stream: stream, host: host, tls: tls, tlsPolicy: policy.tls,
      takesAnyCertificateOnLoopback: policy.protection == .startTLSWhenOffered && policy.takesAnyCertificateOnLoopback,
      timeouts: timeouts, transcript: transcript)
    if policy.protection == .implicitTLS { try connection.secure() }
    return connection
  }

  /// Puts TLS over the connection; bytes that arrived before are an error, never input (CVE-2020-14954).
  public func secure() throws(LinkError) {
    guard input.isEmpty else {
      close()
      throw LinkError(
        kind: .insecure,
        "\(host): the server sent data before TLS began; somebody may be tampering with the connection",
        exitStatus: .protocolError)
    }
    guard let tls else {
      close()
      throw LinkError(kind: .insecure, "\(host): this program was built without TLS", exitStatus: .unavailable)
    }
    var tlsPolicy = tlsPolicy
    if takesAnyCertificate { tlsPolicy.verification = .ignore }
    do {
      stream = try tls.secure(stream, host: host, policy: tlsPolicy, by: deadline(after: timeouts.handshake))
    } catch {
      close()
      throw LinkError(
        kind: error.kind == .timedOut ? .timedOut : error.kind == .interrupted ? .interrupted : .insecure,
        error.summary, hint: error.hint,
        exitStatus: error.exitStatus)
    }
    isSecure = true
    transcript?.note(takesAnyCertificate ? "TLS established; the peer is on this machine" : "TLS established")
  }

  /// Hides a password or token wherever the server repeats it.
  public func conceal(_ secret: Secret?) {
    if let secret { mask.add(secret) }
    transcript?.mask = mask
  }

  /// Hides the secrets of a line that is sent.
  func conceal(line: [UInt8]) {
    mask.add(line: line)
    transcript?.mask = mask
  }

  /// The earlier of a step's end and the end of the whole conversation.
  public func deadline(after seconds: Int) -> Deadline { min(Deadline.after(seconds: seconds), end) }

  /// Ends the connection without waiting for the peer; harmless when repeated.
  public func close() { stream.close() }
}

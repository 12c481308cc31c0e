import MailBytes
public import MailFormat
public import MailLink
public import MailSystem
import MailWire

/// Hands a message to the servers that take the mail of each recipient's domain (RFC 5321 section 5).
///
/// TLS is used wherever it is offered and, as among mail servers anywhere, with whatever certificate; a password never travels.
public final class ExchangeSubmission: Submission {
  private let configuration: SMTPConfiguration
  private let port: UInt16
  private let resolver: NameResolver
  private let dialer: any Dialer
  private let tls: (any TLSProvider)?
  private let transcript: Transcript?
  private let sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)?
  private let domainName: (String) -> String?
  private let whenDecided: ((Receipt) -> Void)?
  /// How long all questions for one domain may take, in seconds.
  private static let lookUpTime = 60
  /// Addresses of one host that are tried one by one when the first that answers does not serve us.
  private static let maximumAddresses = 5

  /// Makes a submission from what its sessions have in common.
  ///
  /// - Parameters:
  ///   - configuration: everything but the server; who signs in is nobody.
  ///   - port: where servers listen: 25 but in tests.
  ///   - domainName: the form of a domain that name servers know, `xn--` for other alphabets; nil for what is none.
  public init(
    _ configuration: SMTPConfiguration, port: UInt16, resolver: NameResolver, dialer: any Dialer,
    tls: (any TLSProvider)?, transcript: Transcript? = nil,
    sevenBitForm: ((OutgoingMessage) -> OutgoingMessage?)? = nil, domainName: @escaping (String) -> String? = { $0 },
    whenDecided: ((Receipt) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.port = port
    self.resolver = resolver
    self.dialer = dialer
    self.tls = tls
    self.transcript = transcript
    self.sevenBitForm = sevenBitForm
    self.domainName = domainName
    self.whenDecided = whenDecided
  }

  /// The recipients of one domain.
  private struct Group {
    var domain: String
    var places: [Int]
  }

  /// Hands the message over, one domain after the other, and tells what became of each recipient.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    let groups = try self.groups(of: recipients)
    var outcomes: [Receipt.Outcome?] = Array(repeating: nil, count: recipients.count)
    var refusals: [ExitStatus] = []
    var firstFailure: SubmitError?
    var isDoubtful = false
    for group in groups {
      let receipt: Receipt?
      do throws(SubmitError) {
        let members = group.places.map { recipients[$0] }
        let taken = try deliver(message, from: reversePath, to: members, of: group.domain)
        if taken.hasRejections { refusals.append(taken.refusalStatus) }
        receipt = taken
      } catch {
        // Whoever interrupts wants none of the rest; what was handed over before is told.
        firstFailure = firstFailure ?? error
        isDoubtful = isDoubtful || error.isDoubtful
        if !error.isTemporary, error.kind != .interrupted { refusals.append(error.exitStatus) }
        receipt = error.receipt
        let words = error.summary + (error.cause.map { ": " + $0.summary } ?? "")
        for place in group.places where receipt == nil {
          outcomes[place] =
            error.isTemporary || error.kind == .interrupted ? .deferred(words) : .rejected(words)
        }
        if error.kind == .unknown {
          // Told at once, before another group is tried: they are to be tried again, whatever happens from here on.
          whenDecided?(Receipt(group.places.map { Receipt.Entry(recipients[$0], .deferred(words)) }))
        }
        if error.kind == .interrupted { break }
      }
      for (place, entry) in zip(group.places, receipt?.entries ?? []) { outcomes[place] = entry.outcome }
    }
    let whole = Receipt(
      recipients.indices.map { Receipt.Entry(recipients[$0], outcomes[$0] ?? .deferred("it was not tried any more")) },
      refusalStatus: refusals.dropFirst().allSatisfy { $0 == refusals.first }
        ? refusals.first ?? .unavailable : .unavailable)
    guard let firstFailure, whole.missing.count == recipients.count else { return whole }
    let isTemporary = whole.hasDeferrals && firstFailure.kind != .interrupted
    throw SubmitError(
      firstFailure.summary, hint: firstFailure.hint, cause: firstFailure.cause,
      exitStatus: whole.hasDeferrals ? .temporaryFailure : whole.refusalStatus, isTemporary: isTemporary,
      receipt: whole, kind: firstFailure.kind, isDoubtful: isDoubtful)
  }

  /// The domains in the order of the recipients; whatever cannot be sent stops the message before anything is.
  private func groups(of recipients: [Address]) throws(SubmitError) -> [Group] {
    var groups: [Group] = []
    var known: [String: Int] = [:]
    for (place, recipient) in recipients.enumerated() {
      let shown: String
      do throws(WireError) {
        shown = try EnvelopePath(recipient).text
      } catch {
        throw SubmitError(error.summary, hint: error.hint, exitStatus: error.exitStatus, isTemporary: false)
      }
      guard !recipient.domain.isEmpty, let domain = domainName(recipient.domain) else {
        throw SubmitError(
          "cannot send to \(shown): direct delivery needs a domain",
          hint: "Write the address with its domain. Nothing was sent to anybody.", exitStatus: .dataError,
          isTemporary: false)
      }
      let key = domain.lowercased()
      if let group = known[key] {
        groups[group].places.append(place)
      } else {
        known[key] = groups.count
        groups.append(Group(domain: key, places: [place]))
      }
    }
    return groups
  }

  // MARK: One domain

  private func deliver(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address], of domain: String
  ) throws(SubmitError) -> Receipt {
    let route = ExchangeRoute(resolver: resolver, deadline: .after(seconds: Self.lookUpTime))
    let hosts = try Self.routed { () throws(ExchangeRoute.Failure) in try route.hosts(for: domain) }
    var last: SubmitError?
    for name in hosts {
      let host: ExchangeRoute.Host
      do throws(SubmitError) {
        host = try Self.routed { () throws(ExchangeRoute.Failure) in try route.addresses(of: name) }
      } catch {
        if error.kind == .interrupted { throw error }
        last = error
        continue
      }
      guard !host.addresses.isEmpty else {
        last =
          last
          ?? SubmitError(
            "\(domain): its mail server \(name) has no address", exitStatus: .noHost, isTemporary: false)
        continue
      }
      do throws(SubmitError) {
        return try submit(message, from: reversePath, to: recipients, host)
      } catch {
        // What may have been taken must not be handed to another server, and a plain no is an answer.
        guard error.isTemporary, error.kind != .unknown else { throw error }
        last = error
      }
    }
    throw last ?? SubmitError("\(domain): no mail server", exitStatus: .noHost, isTemporary: false)
  }

  /// One host: the first address that answers, and should it turn out to be of no use, each by itself.
  private func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address], _ host: ExchangeRoute.Host
  ) throws(SubmitError) -> Receipt {
    var choices = [host.addresses]
    if host.addresses.count > 1 { choices += host.addresses.prefix(Self.maximumAddresses).map { [$0] } }
    var last: SubmitError?
    for addresses in choices {
      do throws(SubmitError) {
        return try submit(message, from: reversePath, to: recipients, at: addresses, of: host.name)
      } catch {
        // An address that cannot be reached was tried with all the others.
        guard error.isTemporary, error.receipt == nil, error.kind == .session else { throw error }
        last = error
      }
    }
    throw last ?? SubmitError("\(host.name): no address", exitStatus: .noHost, isTemporary: false)
  }

  private func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address], at addresses: [String],
    of host: String
  ) throws(SubmitError) -> Receipt {
    var configuration = configuration
    configuration.endpoint = .addresses(addresses, host: host, port: port)
    configuration.credentials = nil
    if configuration.security.protection != .startTLSRequired {
      // A pin or a certificate of our own is for the one server that a setting names.
      configuration.security = SecurityPolicy(protection: .startTLSWhenOffered)
      configuration.security.tls.verification = .ignore
    }
    do throws(SubmitError) {
      return try submission(configuration).submit(message, from: reversePath, to: recipients)
    } catch {
      // Who offers TLS and cannot do it is spoken to in clear, as RFC 7435 has it: that is what he would get without.
      guard error.kind == .encryption, configuration.security.protection == .startTLSWhenOffered else { throw error }
      configuration.security.protection = .clear
      return try submission(configuration).submit(message, from: reversePath, to: recipients)
    }
  }

  private func submission(_ configuration: SMTPConfiguration) -> SMTPSubmission {
    SMTPSubmission(
      configuration, dialer: dialer, tls: tls, sasl: nil, transcript: transcript, sevenBitForm: sevenBitForm,
      whenDecided: whenDecided)
  }

  private static func routed<Result>(
    _ body: () throws(ExchangeRoute.Failure) -> Result
  ) throws(SubmitError) -> Result {
    do throws(ExchangeRoute.Failure) {
      return try body()
    } catch {
      throw SubmitError(
        error.summary, hint: error.isTemporary ? nil : "Check the address.", exitStatus: error.exitStatus,
        isTemporary: error.isTemporary && !error.isInterruption, kind: error.isInterruption ? .interrupted : .other)
    }
  }
}

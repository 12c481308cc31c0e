import MailBytes
import MailFormat
import MailLanguage

extension Session {
  /// The address with its domain in ASCII, as every server takes it; one whose local part is not ASCII stays whole, since
  /// only a server with SMTPUTF8 takes it anyway.
  func encoded(_ address: Address) throws(ShellError) -> Address {
    guard Self.isForeign(address.domain), !Self.isForeign(address.localPart) else { return address }
    var address = address
    address.domain = try encoded(host: address.domain)
    return address
  }

  /// A host's name in ASCII; as it is where IDNA is switched off or its library is missing.
  func encoded(host: String) throws(ShellError) -> String {
    guard Self.isForeign(host), !settings.flag(.idnaDisable) else { return host }
    do throws(DomainNameError) {
      return try world.domainNames.toASCII(host)
    } catch {
      if case .missing = error.reason { return host }
      throw ShellError(error.summary, hint: error.hint, exitStatus: error.exitStatus)
    }
  }

  private static func isForeign(_ text: String) -> Bool { text.utf8.contains { $0 >= 0x80 } }
}

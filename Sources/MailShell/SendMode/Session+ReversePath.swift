import MailBytes
import MailFormat
import MailLanguage

extension Session {
  /// The envelope sender: `return-address`, else `sender`, else the account's user at `smtp-hostname`, else the address of
  /// the From field.
  func reversePath(of composition: Composition) -> Address {
    let author = firstMailbox(in: composition.from)
    let first =
      firstMailbox(in: composition.returnAddress) ?? firstMailbox(in: composition.sender)
      ?? accountAddress(of: author) ?? author
    guard let first else { return Address(localPart: world.user.name, domain: ownHost) }
    return (try? encoded(first)) ?? first
  }

  /// The person as the account's provider knows him, where `smtp-hostname` names its host; not for those who have no account.
  private func accountAddress(of author: Address?) -> Address? {
    guard let host = settings.string(.smtpHostname), !host.isEmpty, case .server(let server)? = try? transport() else {
      return nil
    }
    let login = login(at: server, from: author.map { $0.localPart + "@" + $0.domain })
    guard let user = login.flatMap(firstMailbox) ?? author, !user.localPart.isEmpty else { return nil }
    return Address(localPart: user.localPart, domain: host)
  }

  /// The first address of a field.
  func firstMailbox(in text: String?) -> Address? {
    guard let text else { return nil }
    return AddressParser.parse(Array(text.utf8)).mailboxes.first
  }
}

/// What a recipient typed by the user is; anything but a mailbox is used only where `expandaddr` allows it.
public enum RecipientForm: Sendable, Hashable {
  /// An address with a domain.
  case mailbox(Address)
  /// A plain name: a local user or an alias.
  case local(Address)
  /// `\name`, without the backslash: a local user, never an alias.
  case exact(Address)
  /// `|command`, without the bar.
  case pipe(String)
  /// `/path`, `./path`, `../path` or `~/path`, as written.
  case file(String)
  /// `+folder`, with the plus sign.
  case folder(String)
  /// Text that begins with `-`, which a mail transport would take for an option.
  case dashed(String)

  /// The address of a mailbox or local user; nil for the forms that are none.
  public var address: Address? {
    switch self {
    case .mailbox(let address), .local(let address), .exact(let address): address
    case .pipe, .file, .folder, .dashed: nil
    }
  }
}

import MailLanguage
import MailStore

extension Session {
  /// Opens the mailbox at a path: the one place that chooses a driver.
  func openMailbox(at path: String, isReadOnly: Bool) throws -> any Mailbox {
    var options = MboxOptions()
    options.isReadOnly = isReadOnly
    options.cacheDirectory = cacheDirectory
    options.stateDirectory = stateDirectory
    options.filters = language.fileTypes
    options.lockSeconds = settings.number(.lockTimeout) ?? options.lockSeconds
    return try Mailboxes.open(path, options: options)
  }
}

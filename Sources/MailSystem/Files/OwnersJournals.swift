import CPlatform

/// The journals that another user has of a file, for root: they lie in folders of that user's, where nothing is done but with
/// that user's rights.
struct OwnersJournals {
  private let owner: User
  private let path: String

  /// Nil unless we are root and the file is somebody else's.
  init?(of status: FileStatus, at path: String) {
    guard User.effectiveID == 0, status.user != 0, let owner = User.numbered(status.user) else { return nil }
    self.owner = owner
    self.path = path
  }

  /// Milliseconds that the user's folders are waited for.
  ///
  /// A home on a server that does not answer must not stop the delivery of mail to a mailbox that lies elsewhere; what is to
  /// be finished there is found when the server is back.
  private static let longestLook = 2000

  /// Whether the user has a journal of a name.
  func holds(_ name: String) -> Bool {
    (try? start { .success($0.holds(name)) }?.join(within: Self.longestLook)?.get()) ?? false
  }

  /// Does something with the user's rights; fails when that cannot be.
  func run(
    _ body: @escaping @Sendable (JournalFolders) -> Result<Bool, SystemError>
  ) -> Result<Bool, SystemError> {
    start(body)?.join() ?? .success(false)
  }

  /// Starts a thread with the user's rights, which end with it.
  private func start(
    _ body: @escaping @Sendable (JournalFolders) -> Result<Bool, SystemError>
  ) -> SecondThread<Result<Bool, SystemError>>? {
    let (owner, path) = (owner, path)
    return SecondThread { () -> Result<Bool, SystemError> in
      // A root without that right, as in containers, cannot look: the owner finishes it.
      guard cp_take_rights(owner.id, owner.group) == 0 else { return .success(false) }
      // Where the user has set another folder of state is not known here.
      return body(JournalFolders(preferred: owner.home + "/.local/state/mail", beside: path))
    }
  }
}

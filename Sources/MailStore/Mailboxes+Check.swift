import MailSystem

extension Mailboxes {
  /// Finds out whether messages can be added to what stands under a path, as far as that shows without adding any.
  public static func checkAppending(to path: String, options: MboxAppender.Options) throws(StoreError) {
    let found: FileStatus?
    do throws(SystemError) { found = try FileSystem.status(of: path) } catch { throw StoreError(error) }
    guard let found else { return }
    switch found.kind {
    case .directory: return
    case .file:
      guard options.requiresMailbox, found.size > 0, CompressionFilter.matching(path, options.filters) == nil else {
        return
      }
      var head: [UInt8] = []
      do throws(SystemError) {
        _ = try FileDescriptor.open(path, .read).readFully(at: 0, into: &head, count: MboxWriter.headLength)
      } catch { throw StoreError(error) }
      try MboxWriter.requireMailbox(head, path)
    default:
      do throws(SystemError) { try FileDescriptor.openToAppend(path).checkTakesBytes() } catch {
        throw StoreError(error)
      }
    }
  }
}

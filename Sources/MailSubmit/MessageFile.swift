public import MailSystem

/// A whole message in a file without a name, from which a program reads it.
///
/// A program takes the end of a pipe for the end of the message, whatever ended the one who wrote, and behind a script or in
/// a pipeline it cannot even be stopped. Of a file it gets all, whatever becomes of us.
public enum MessageFile {
  /// Up to here memory is cheaper than a folder: a third of the time for a usual letter, the same for one of this size.
  private static let smallMessage = 1 << 16

  /// Makes the file, in memory where the message is small or no folder takes it; the program begins at its beginning.
  ///
  /// - Parameters:
  ///   - size: about how many bytes the message has.
  ///   - write: hands over the message, once more where the first file could not take it.
  public static func make(
    about size: Int,
    _ write: (_ hand: (Span<UInt8>) throws(SystemError) -> Void) throws(MessageWriter.Failure<SystemError>) -> Void
  ) throws(MessageWriter.Failure<SystemError>) -> FileDescriptor {
    let isSmall = size <= smallMessage
    do throws(MessageWriter.Failure<SystemError>) {
      return try make(isInMemory: isSmall, write)
    } catch {
      // A full disk for temporary files is not the program's affair, nor is a kernel without files in memory.
      guard case .sink = error else { throw error }
      return try make(isInMemory: !isSmall, write)
    }
  }

  private static func make(
    isInMemory: Bool,
    _ write: (_ hand: (Span<UInt8>) throws(SystemError) -> Void) throws(MessageWriter.Failure<SystemError>) -> Void
  ) throws(MessageWriter.Failure<SystemError>) -> FileDescriptor {
    let file: FileDescriptor
    do throws(SystemError) {
      file = isInMemory ? try TemporaryFile.makeInMemory() : try TemporaryFile.makeNameless()
    } catch { throw .sink(error) }
    try fill(file, write)
    do throws(SystemError) { try file.seek(to: 0) } catch { throw .sink(error) }
    return file
  }

  private static func fill(
    _ file: borrowing FileDescriptor,
    _ write: (_ hand: (Span<UInt8>) throws(SystemError) -> Void) throws(MessageWriter.Failure<SystemError>) -> Void
  ) throws(MessageWriter.Failure<SystemError>) {
    func hand(_ bytes: Span<UInt8>) throws(SystemError) { try file.write(bytes) }
    try write(hand)
  }
}

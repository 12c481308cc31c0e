public import MailSystem

/// A whole message in a file without a name, from which a program reads it.
///
/// A program takes the end of a pipe for the end of the message, whatever ended the one who wrote, and behind a script or in
/// a pipeline it cannot even be stopped. Of a file it gets all, whatever becomes of us.
public enum MessageFile {
  /// Makes the file, in memory where no folder takes it; the program begins at its beginning.
  ///
  /// - Parameter write: hands over the message, once more where the first file could not take it.
  public static func make(
    _ write: (_ hand: (Span<UInt8>) throws(SystemError) -> Void) throws(MessageWriter.Failure<SystemError>) -> Void
  ) throws(MessageWriter.Failure<SystemError>) -> FileDescriptor {
    do throws(MessageWriter.Failure<SystemError>) {
      return try make(in: { () throws(SystemError) in try TemporaryFile.makeNameless() }, write)
    } catch {
      // A full disk for temporary files is not the program's affair.
      guard case .sink = error else { throw error }
      return try make(in: TemporaryFile.makeInMemory, write)
    }
  }

  private static func make(
    in open: () throws(SystemError) -> FileDescriptor,
    _ write: (_ hand: (Span<UInt8>) throws(SystemError) -> Void) throws(MessageWriter.Failure<SystemError>) -> Void
  ) throws(MessageWriter.Failure<SystemError>) -> FileDescriptor {
    let file: FileDescriptor
    do throws(SystemError) { file = try open() } catch { throw .sink(error) }
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

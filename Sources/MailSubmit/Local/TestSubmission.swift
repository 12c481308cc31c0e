import MailBytes
public import MailFormat
import MailSystem

/// `mta=test`: writes what would be sent to standard output or appends it to a file, and sends nothing.
public final class TestSubmission: Submission {
  private let path: String?
  private let output: (([UInt8]) -> Void)?

  /// Appends to a file, made with mode 0600.
  public init(path: String) {
    self.path = path
    output = nil
  }

  /// Hands the bytes to the caller's standard output.
  public init(output: @escaping ([UInt8]) -> Void) {
    path = nil
    self.output = output
  }

  /// Writes the message, and an empty line behind it in a file, so that several can be told apart.
  public func submit(
    _ message: OutgoingMessage, from reversePath: Address?, to recipients: [Address]
  ) throws(SubmitError) -> Receipt {
    do throws(MessageWriter.Failure<SystemError>) {
      if let path {
        try Self.append(message, to: path)
      } else {
        try MessageWriter.write(message, style: .local) { (block: Span<UInt8>) throws(SystemError) in
          output?([UInt8](block))
        }
      }
    } catch {
      switch error {
      case .content(let error):
        throw SubmitError(error.summary, exitStatus: error.exitStatus, isTemporary: false)
      case .sink(let error):
        throw SubmitError(
          "cannot write the test output", cause: error, exitStatus: .cannotCreate, isTemporary: false)
      }
    }
    return Receipt(recipients.map { Receipt.Entry($0, .accepted("written, not sent")) })
  }

  private static func append(
    _ message: OutgoingMessage, to path: String
  ) throws(MessageWriter.Failure<SystemError>) {
    let file = try open(path)
    try MessageWriter.write(message, style: .local, trailer: [10]) { (block: Span<UInt8>) throws(SystemError) in
      try file.write(block)
    }
  }

  private static func open(_ path: String) throws(MessageWriter.Failure<SystemError>) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor.openToAppend(path)
    } catch {
      throw .sink(error)
    }
  }
}

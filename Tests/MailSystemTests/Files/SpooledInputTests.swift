import MailTesting
import Testing

@testable import MailSystem

/// Streams that are read whole.
@Suite struct SpooledInputTests {
  @Test(arguments: [0, 5, SpooledInput.memoryLimit]) func aTextThatIsThereCostsNoGate(_ size: Int) throws {
    let directory = try TemporaryDirectory()
    let text = [UInt8](repeating: 0x61, count: size)
    let file = try FileDescriptor.open(directory.write(text, to: "in"), .read)
    var gates = 0
    let (input, cutOff) = SpooledInput.readAll(from: file) {
      gates += 1
      return nil
    }
    #expect(gates == 0 && cutOff == nil && input.count == size)
  }

  @Test(arguments: [
    (0, 0), (0, 5), (5, 0), (5, 7), (SpooledInput.memoryLimit, 0), (SpooledInput.memoryLimit, 1),
    (1, SpooledInput.memoryLimit), (SpooledInput.memoryLimit + 3, SpooledInput.memoryLimit + 5),
  ])
  func twoTextsBecomeOne(_ first: Int, _ second: Int) throws {
    let directory = try TemporaryDirectory()
    let (head, rest) = ([UInt8](repeating: 0x61, count: first), [UInt8](repeating: 0x62, count: second))
    let file = SpooledInput.file(try FileContent(path: directory.write(head, to: "head")))
    for front in [SpooledInput.memory(head), file] {
      let whole = try SpooledInput.joined(front, .memory(rest))
      var text: [UInt8] = []
      try whole.read(at: 0, limit: whole.count, into: &text)
      #expect(whole.count == first + second && text == head + rest)
      guard first > 0, second > 0 else { continue }
      if case .memory = whole {
        #expect(whole.count <= SpooledInput.memoryLimit)
      } else {
        #expect(whole.count > SpooledInput.memoryLimit)
      }
    }
  }

  /// No room for a temporary file, at whatever write: the text is kept in memory, whole.
  @Test(arguments: [1, 2, 5]) func aFullDiskCostsNoText(_ call: Int) throws {
    let folder = try TemporaryDirectory()
    let text = [UInt8]((0..<3 * SpooledInput.memoryLimit).map { UInt8(truncatingIfNeeded: $0 >> 3) })
    let file = try FileDescriptor.open(folder.file("text"), .readWrite, options: [.create])
    try file.write(text)
    try file.seek(to: 0)
    var kept: [UInt8] = []
    let struck = FaultInjection.with(.full, atCall: call, of: .writing) {
      guard case .memory(let bytes) = SpooledInput.readAll(from: file).input else { return }
      kept = bytes
    }
    #expect(struck && kept == text)
  }

  /// A text of a file, and whether it is the beginning of the whole.
  private func text(of input: SpooledInput) throws -> [UInt8] {
    var text: [UInt8] = []
    try input.read(at: 0, limit: input.count, into: &text)
    return text
  }

  /// No room for a temporary file, and more text than the memory is to hold: what was read is kept, and said to be a part.
  @Test(arguments: [1, 2, 5, 9, 20, 28]) func aFullDiskLeavesTheBeginning(_ call: Int) throws {
    let folder = try TemporaryDirectory()
    let whole = [UInt8]((0..<8 * SpooledInput.memoryLimit).map { UInt8(truncatingIfNeeded: $0 >> 3) })
    let file = try FileDescriptor.open(folder.write(whole, to: "text"), .read)
    let emergencyLimit = 3 * SpooledInput.memoryLimit
    var spool = Spool([], name: "text", emergencyLimit: emergencyLimit)
    var failure: SystemError?
    let struck = FaultInjection.with(.full, atCall: call, of: .writing) {
      do throws(SystemError) { while try spool.read(from: file) > 0 {} } catch { failure = error }
    }
    let kept = try text(of: spool.finish())
    #expect(struck && failure?.isFull == true)
    #expect(kept.count >= min(emergencyLimit, (call - 1) << 18) && kept.count < whole.count)
    #expect(whole.starts(with: kept))
  }

  @Test(arguments: [0, 5, SpooledInput.memoryLimit, 2 * SpooledInput.memoryLimit], [-1, 0, 1])
  func moreThanIsWantedIsToldOf(_ limit: Int, _ more: Int) throws {
    guard limit + more >= 0 else { return }
    let folder = try TemporaryDirectory()
    let whole = [UInt8]((0..<limit + more).map { UInt8(truncatingIfNeeded: $0 >> 3) })
    let file = try FileDescriptor.open(folder.write(whole, to: "text"), .read)
    let (input, cutOff) = SpooledInput.readAll(from: file, upTo: limit)
    #expect(cutOff == (more > 0 ? .limit(limit) : nil))
    #expect(try text(of: input).elementsEqual(whole.prefix(limit)))
  }

  @Test func whatCannotBeReadIsToldOf() throws {
    let folder = try TemporaryDirectory()
    let (input, cutOff) = SpooledInput.readAll(from: try FileDescriptor.open(folder.path, .read), startingWith: [0x61])
    guard case .failure = cutOff else {
      Issue.record("\(String(describing: cutOff))")
      return
    }
    #expect(try text(of: input) == [0x61])
  }
}

import CPlatform
import Glibc

/// The descriptors of a child's standard streams, and our ends of its pipes.
struct Plumbing {
  /// What the child gets as 0, 1, 2; -1 to inherit.
  let childInput: Int32
  let childOutput: Int32
  let childError: Int32
  /// Our ends; -1 where there is no pipe.
  let toChild: Int32
  let fromChild: Int32
  let errorsFromChild: Int32
  /// Which of the child's descriptors are for it alone.
  private let streams: (Stream, Stream, Stream)

  /// One standard stream of the child; no array, for each kind of array costs every start of a program.
  private struct Stream {
    var child: Int32 = -1
    var ours: Int32 = -1
    /// Whether the child's end was opened for it.
    var isOpened = false

    func closeChildEnd() { if isOpened { Plumbing.close(child) } }

    func closeBoth() {
      closeChildEnd()
      Plumbing.close(ours)
    }
  }

  init(
    input: Launcher.Redirection, output: Launcher.Redirection, error: Launcher.Redirection, name: String
  ) throws(SystemError) {
    let first = try Self.connect(input, isInput: true, name)
    let second: Stream
    do { second = try Self.connect(output, isInput: false, name) } catch {
      first.closeBoth()
      throw error
    }
    let third: Stream
    do { third = try Self.connect(error, isInput: false, name) } catch {
      first.closeBoth()
      second.closeBoth()
      throw error
    }
    (childInput, toChild) = (first.child, first.ours)
    (childOutput, fromChild) = (second.child, second.ours)
    (childError, errorsFromChild) = (third.child, third.ours)
    streams = (first, second, third)
    if toChild >= 0 { SignalGate.ignorePipe() }
  }

  /// Closes a descriptor, where there is one.
  static func close(_ descriptor: Int32) { if descriptor >= 0 { _ = Glibc.close(descriptor) } }

  /// Closes what only the child needs, after it has started.
  func closeChildEnds() {
    streams.0.closeChildEnd()
    streams.1.closeChildEnd()
    streams.2.closeChildEnd()
  }

  /// Closes everything, when the child did not start.
  func closeAll() {
    streams.0.closeBoth()
    streams.1.closeBoth()
    streams.2.closeBoth()
  }

  private static func connect(
    _ redirection: Launcher.Redirection, isInput: Bool, _ name: String
  ) throws(SystemError) -> Stream {
    switch redirection {
    case .inherit: return Stream()
    case .descriptor(let descriptor): return Stream(child: descriptor)
    case .null:
      let null = Syscalls.open("/dev/null", O_RDWR, 0)
      guard null >= 0 else { throw .last("open", "/dev/null") }
      return Stream(child: null, isOpened: true)
    case .pipe:
      var ends: (read: Int32, write: Int32) = (-1, -1)
      let result = unsafe withUnsafeMutableBytes(of: &ends) {
        unsafe cp_pipe($0.assumingMemoryBound(to: Int32.self).baseAddress)
      }
      guard result == 0 else { throw .last("pipe", name) }
      return isInput
        ? Stream(child: ends.read, ours: ends.write, isOpened: true)
        : Stream(child: ends.write, ours: ends.read, isOpened: true)
    }
  }
}

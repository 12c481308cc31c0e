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
  /// Ends that only the child needs.
  private let disposable: [Int32]

  init(
    input: Launcher.Redirection, output: Launcher.Redirection, error: Launcher.Redirection, name: String
  ) throws(SystemError) {
    var opened: [Int32] = []
    do {
      let first = try Self.connect(input, isInput: true, &opened, name)
      let second = try Self.connect(output, isInput: false, &opened, name)
      let third = try Self.connect(error, isInput: false, &opened, name)
      (childInput, toChild) = first
      (childOutput, fromChild) = second
      (childError, errorsFromChild) = third
    } catch {
      for descriptor in opened { _ = Glibc.close(descriptor) }
      throw error
    }
    let ours = [toChild, fromChild, errorsFromChild]
    disposable = opened.filter { !ours.contains($0) }
    if toChild >= 0 { SignalGate.ignorePipe() }
  }

  /// Closes what only the child needs, after it has started.
  func closeChildEnds() { for descriptor in disposable { _ = Glibc.close(descriptor) } }

  /// Closes everything, when the child did not start.
  func closeAll() {
    closeChildEnds()
    for descriptor in [toChild, fromChild, errorsFromChild] where descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  private static func connect(
    _ redirection: Launcher.Redirection, isInput: Bool, _ opened: inout [Int32], _ name: String
  ) throws(SystemError) -> (child: Int32, ours: Int32) {
    switch redirection {
    case .inherit: return (-1, -1)
    case .descriptor(let descriptor): return (descriptor, -1)
    case .null:
      let null = Syscalls.open("/dev/null", O_RDWR, 0)
      guard null >= 0 else { throw .last("open", "/dev/null") }
      opened.append(null)
      return (null, -1)
    case .pipe:
      var ends: [Int32] = [-1, -1]
      guard unsafe cp_pipe(&ends) == 0 else { throw .last("pipe", name) }
      opened.append(contentsOf: ends)
      return isInput ? (ends[0], ends[1]) : (ends[1], ends[0])
    }
  }
}

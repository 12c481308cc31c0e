import CPlatform
import Glibc

/// A running program; when it goes out of scope unwaited, its pipes close and it is waited for.
public struct ChildProcess: ~Copyable {
  /// Its number.
  public let id: Int32
  /// The program, for errors.
  public let name: String
  private var toChild: Int32
  private var fromChild: Int32
  private var errorsFromChild: Int32
  private var outcome: ChildOutcome?

  init(id: Int32, name: String, plumbing: Plumbing) {
    self.id = id
    self.name = name
    toChild = plumbing.toChild
    fromChild = plumbing.fromChild
    errorsFromChild = plumbing.errorsFromChild
  }

  deinit {
    Plumbing.close(toChild)
    Plumbing.close(fromChild)
    Plumbing.close(errorsFromChild)
    if outcome == nil { _ = ChildProcess.reap(id) }
  }

  /// Writes to the child's standard input, which was redirected to a pipe; EPIPE when it does not read any more.
  public func write(_ bytes: [UInt8]) throws(SystemError) { try write(bytes.span) }

  /// Writes to the child's standard input, which was redirected to a pipe; EPIPE when it does not read any more.
  public func write(_ bytes: Span<UInt8>) throws(SystemError) {
    try FileDescriptor(borrowing: toChild, name: name).write(bytes)
  }

  /// Writes to the child's standard input; a signal of the gate ends the wait for a child that does not read.
  ///
  /// - Parameter ignoringKeys: whether the keys of the terminal are the child's.
  public func write(_ bytes: Span<UInt8>, gate: SignalGate?, ignoringKeys: Bool = false) throws(SystemError) {
    guard let gate else { return try write(bytes) }
    _ = cp_set_nonblocking(toChild, 1)
    var done = 0
    while done < bytes.count {
      let (written, failure) = unsafe bytes.withUnsafeBytes { all in
        let written = unsafe Syscalls.write(toChild, UnsafeRawBufferPointer(rebasing: all[done...]))
        return (written, errno)
      }
      if written > 0 {
        done += written
        continue
      }
      guard failure == EAGAIN || failure == EINTR else {
        throw SystemError(call: "write", subject: name, errno: failure)
      }
      if case .interrupted(let signal) = Waiting.isReady(
        toChild, for: .writing, by: .never, gate: gate, ignoringKeys: ignoringKeys)
      {
        throw .interrupted(by: signal, during: "write", name)
      }
    }
  }

  /// Tells the child that its input ends.
  public mutating func closeInput() {
    if toChild >= 0 { _ = Glibc.close(toChild) }
    toChild = -1
  }

  /// Appends what the child wrote to its standard output; 0 at its end.
  public func read(into buffer: inout [UInt8], limit: Int = 65536) throws(SystemError) -> Int {
    try FileDescriptor(borrowing: fromChild, name: name).read(into: &buffer, limit: limit)
  }

  /// All that the child writes to its standard output; fails when it is more than the limit.
  public func readToEnd(limit: Int = 1 << 30) throws(SystemError) -> [UInt8] {
    try FileDescriptor(borrowing: fromChild, name: name).readToEnd(limit: limit)
  }

  /// Our end of the pipe from the child's standard output; -1 when there is none.
  public var outputDescriptor: Int32 { fromChild }

  /// Feeds the child from memory while its output is collected, without either waiting for the other for ever.
  ///
  /// A child that stops reading early is no error; its exit status tells.
  /// - Throws: the interruption, when a signal of the gate came meanwhile; the child has ended then.
  public mutating func exchange(
    _ input: [UInt8], limit: Int = 1 << 30, by gate: SignalGate? = nil
  ) throws(SystemError) -> [UInt8] {
    var output: [UInt8] = []
    var done = 0
    if toChild >= 0 { _ = cp_set_nonblocking(toChild, 1) }
    while true {
      if let signal = gate?.peek() {
        _ = try end()
        throw .interrupted(by: signal, during: "poll", name)
      }
      if done == input.count { closeInput() }
      // poll passes over a negative descriptor.
      var polled = [
        pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0),
        pollfd(fd: toChild, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: gate?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      guard unsafe Glibc.poll(&polled, nfds_t(polled.count), -1) >= 0 || errno == EINTR else {
        throw .last("poll", name)
      }
      if polled[1].revents != 0 {
        let written = unsafe input.withUnsafeBytes { all in
          unsafe Syscalls.write(toChild, UnsafeRawBufferPointer(rebasing: all[done..<min(all.count, done + 65536)]))
        }
        if written > 0 { done += written } else if errno != EAGAIN && errno != EINTR { closeInput() }
      }
      if polled[0].revents != 0, try read(into: &output) == 0 {
        closeInput()
        return output
      }
      guard output.count <= limit else { throw SystemError(call: "read", subject: name, errno: EFBIG) }
    }
  }

  /// Waits for the child's end; its input is closed first.
  public mutating func wait() throws(SystemError) -> ChildOutcome {
    if let outcome { return outcome }
    closeInput()
    guard let ended = ChildProcess.reap(id) else { throw .last("waitpid", name) }
    outcome = ended
    return ended
  }

  /// Waits for the child's end as `wait()` does; a signal of the gate ends the wait with an error.
  ///
  /// - Parameter ignoringKeys: whether the keys of the terminal are the child's.
  public mutating func wait(gate: SignalGate?, ignoringKeys: Bool = false) throws(SystemError) -> ChildOutcome {
    guard let gate, outcome == nil else { return try wait() }
    closeInput()
    let descriptor = cp_process_descriptor(id)
    // A kernel that knows no such descriptors: signals wait until the child has ended.
    guard descriptor >= 0 else { return try wait() }
    defer { _ = Glibc.close(descriptor) }
    if case .interrupted(let signal) = Waiting.isReady(
      descriptor, for: .reading, by: .never, gate: gate, ignoringKeys: ignoringKeys)
    {
      throw .interrupted(by: signal, during: "waitpid", name)
    }
    return try wait()
  }

  /// Waits for the child's end until the deadline; nil when it still runs then.
  public mutating func wait(by deadline: Deadline) -> ChildOutcome? {
    closeInput()
    while true {
      if let ended = poll() { return ended }
      if deadline.hasPassed { return nil }
      _ = Glibc.poll(nil, 0, 20)
    }
  }

  /// How the child ended, if it has; never waits.
  public mutating func poll() -> ChildOutcome? {
    if let outcome { return outcome }
    outcome = ChildProcess.reap(id, options: WNOHANG)
    return outcome
  }

  /// Leaves the child to itself: it is not waited for when this value goes.
  public mutating func detach() { if outcome == nil { outcome = .exited(0) } }

  /// Sends a signal.
  public func send(_ signal: Signal) { _ = kill(id, signal.rawValue) }

  private static func reap(_ id: Int32, options: Int32 = 0) -> ChildOutcome? {
    var status: Int32 = 0
    while true {
      let result = unsafe waitpid(id, &status, options)
      if result == id { break }
      if result == 0 { return nil }
      guard errno == EINTR else { return nil }
    }
    let words = cp_wait_status(status)
    return words < 256 ? .exited(words) : .signalled(Signal(rawValue: words - 256))
  }
}

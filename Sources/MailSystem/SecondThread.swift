import CPlatform
import Glibc

/// A piece of work that runs on a thread of its own while this one does its half; it is over with the value.
@safe public struct SecondThread<Value>: ~Copyable {
  /// What the thread gets and leaves; touched by one thread at a time.
  private final class Box {
    let work: () -> Value
    var value: Value?
    init(_ work: @escaping () -> Value) { self.work = work }
  }

  private let thread: UInt
  private let box: Box
  private var isOver = false

  /// Starts the work; nil when no thread can be had.
  public init?(_ work: @escaping @Sendable () -> Value) {
    box = Box(work)
    var started: UInt = 0
    let work = unsafe Unmanaged.passRetained(Erased { [box] in box.value = box.work() })
    let failure = unsafe cp_thread_start(
      &started,
      { pointer in
        if let pointer = unsafe pointer { unsafe Unmanaged<Erased>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    guard failure == 0 else {
      unsafe work.release()
      return nil
    }
    thread = started
  }

  deinit { if !isOver { cp_thread_join(thread) } }

  /// Waits for the end of the work and gives its result.
  public consuming func join() -> Value? {
    let box = self.box
    _ = consume self
    return box.value
  }

  /// Waits for the end of the work for some time; nil when it has not come, and nobody waits for the thread any more.
  ///
  /// Only for work that may as well never end: it must not hold what others need, nor change what they see.
  public consuming func join(within milliseconds: Int) -> Value? {
    isOver = true
    return cp_thread_join_within(thread, Int32(clamping: milliseconds)) == 1 ? box.value : nil
  }
}

/// A closure as an object, since a pointer to it goes through C.
private final class Erased {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}

import CPlatform
import Glibc

/// Makes one of the calls of this thread fail, so that tests see what a full disk or a killed process leaves behind.
package enum FaultInjection {
  /// What is to happen at the chosen call.
  package enum Fault: Sendable, Equatable {
    /// The call fails with an errno value.
    case error(Int32)
    /// The call and all after it do nothing and fail: the process might as well be dead.
    case stop
    /// The call and all after it fail with an errno value.
    case lasting(Int32)
    /// A write or copy does half of its work.
    case short
    /// The call and every later write fail with ENOSPC.
    case full

    /// The disk does not answer.
    package static let inputOutput = Fault.error(EIO)
    /// A signal came.
    package static let interruption = Fault.error(EINTR)
    /// The quota is used up.
    package static let quota = Fault.error(EDQUOT)
    /// There is no room any more, for whatever call.
    package static let noRoom = Fault.lasting(ENOSPC)
  }

  /// Which calls are counted.
  package struct Calls: OptionSet, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    /// Every call.
    package static let all = Calls(rawValue: .max)
    /// Those that change something.
    package static let changing = Calls(
      rawValue: 1 << UInt64(CP_WRITE.rawValue) | 1 << UInt64(CP_SYNC.rawValue) | 1 << UInt64(CP_RENAME.rawValue)
        | 1 << UInt64(CP_TRUNCATE.rawValue) | 1 << UInt64(CP_LINK.rawValue) | 1 << UInt64(CP_UNLINK.rawValue)
        | 1 << UInt64(CP_COPY.rawValue) | 1 << UInt64(CP_CHMOD.rawValue) | 1 << UInt64(CP_MKDIR.rawValue)
        | 1 << UInt64(CP_ALLOCATE.rawValue))
    /// Renaming.
    package static let renaming = Calls(rawValue: 1 << UInt64(CP_RENAME.rawValue))
    /// Those that ask for room on the disk.
    package static let claiming = Calls(
      rawValue: 1 << UInt64(CP_WRITE.rawValue) | 1 << UInt64(CP_COPY.rawValue) | 1 << UInt64(CP_ALLOCATE.rawValue))
    /// Writes and copies.
    package static let writing = Calls(rawValue: 1 << UInt64(CP_WRITE.rawValue) | 1 << UInt64(CP_COPY.rawValue))
  }

  /// Runs the body with a fault at the n-th call of this thread, counted from 1.
  ///
  /// - Returns: whether the fault struck; when it did not, n was beyond the last call.
  package static func with(
    _ fault: Fault, atCall number: Int, of calls: Calls = .all, _ body: () -> Void
  ) -> Bool {
    switch fault {
    case .error(let error): cp_fault_arm(Int32(CP_FAULT_ONCE.rawValue), number, error, calls.rawValue)
    case .stop: cp_fault_arm(Int32(CP_FAULT_STOP.rawValue), number, ECANCELED, calls.rawValue)
    case .lasting(let error): cp_fault_arm(Int32(CP_FAULT_STOP.rawValue), number, error, calls.rawValue)
    case .short: cp_fault_arm(Int32(CP_FAULT_SHORT.rawValue), number, 0, calls.rawValue)
    case .full: cp_fault_arm(Int32(CP_FAULT_FULL.rawValue), number, ENOSPC, calls.rawValue)
    }
    body()
    cp_fault_disarm()
    return cp_fault_struck() != 0
  }
}

import Glibc

/// How much memory there is.
public enum Memory {
  /// Whether a large block can be worked on: the process may have the memory and the machine has it.
  ///
  /// Asked before a whole message of any size is read, since a program that is refused memory cannot go on.
  ///
  /// - Parameters:
  ///   - size: the bytes of the block.
  ///   - copies: how many times as much the work takes.
  public static func hasRoom(for size: Int, copies: Int = 1) -> Bool {
    guard size > small else { return true }
    let (wanted, isTooMuch) = size.multipliedReportingOverflow(by: copies)
    guard !isTooMuch, wanted <= sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) else { return false }
    // What is not touched costs nothing; a pair of malloc and free would be optimized away.
    let block = unsafe mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard unsafe block != MAP_FAILED else { return false }
    return unsafe munmap(block, wanted) == 0
  }

  /// What is smaller is not asked about.
  private static let small = 16 << 20
}

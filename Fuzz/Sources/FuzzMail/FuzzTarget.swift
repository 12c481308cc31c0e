import CFuzzMain
import Glibc

/// One parser under test: it must neither trap nor read out of bounds, and what it promises must hold.
struct FuzzTarget: Sendable {
  let name: String
  let run: @Sendable ([UInt8]) -> Void
}

/// Called by libFuzzer for each input; the target is named by MAIL_FUZZ_TARGET.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  chosen?.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Prints the names of all targets, one a line.
@_cdecl("mail_fuzz_list")
public func listFuzzTargets() {
  for target in FuzzTarget.all { puts(target.name) }
}

private let chosen: FuzzTarget? = {
  let name = getenv("MAIL_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  return FuzzTarget.all.first { $0.name == name }
}()

/// A property does not hold: stop, so that the fuzzer keeps the input.
func require(_ holds: Bool, _ what: StaticString) {
  guard !holds else { return }
  perror("property broken: \(what)")
  abort()
}

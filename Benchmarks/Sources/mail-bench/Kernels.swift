import MailBytes
import MailFormat

/// The inner loops alone, in gigabytes a second.
enum Kernels {
  static func run() {
    print("\nkernels")
  }

  /// Runs the body until half a second has gone and prints the best rate.
  static func rate(_ name: String, bytes: Int, _ body: () -> Void) {
    var best = Double.infinity
    let start = ProcessRun.now()
    repeat {
      let before = ProcessRun.now()
      body()
      best = min(best, ProcessRun.now() - before)
    } while ProcessRun.now() - start < 0.5
    let pad = String(repeating: " ", count: max(1, 40 - name.count))
    print(name + pad + fixed(Double(bytes) / best / 1e9, 2) + " GB/s")
  }
}

import Glibc

/// One job done by several programs in turn, A B C A B C, so that the machine's drift hits all alike.
struct Contest {
  struct Entry {
    let name: String
    let arguments: [String]
    /// Prepares a fresh state before each run, a copy of the mailbox for instance.
    var prepare: () -> Void = {}
  }

  let title: String
  let input: String
  let environment: [String]
  let runs: Int
  let entries: [Entry]

  /// Runs all and prints a row each: median CPU and wall, peak memory, instructions, and ours as a ratio to it.
  func run() {
    var cpu = entries.map { _ in [Double]() }
    var wall = cpu
    var peak = entries.map { _ in 0 }
    for round in 0...runs {
      for (index, entry) in entries.enumerated() {
        entry.prepare()
        guard let run = ProcessRun.measure(entry.arguments, input: input, environment: environment) else { continue }
        if round == 0 { continue }  // warm-up
        cpu[index].append(run.cpu)
        wall[index].append(run.wall)
        peak[index] = max(peak[index], run.peakKiB)
      }
    }
    print("\n\(title)")
    print(row("program", "CPU ms", "wall ms", "peak MB", "instr. M", "ours/CPU", "ours/wall"))
    let ours = median(cpu[0])
    let oursWall = median(wall[0])
    for (index, entry) in entries.enumerated() where !cpu[index].isEmpty {
      let instructions = Instructions.count(entry.arguments, input: input, environment: environment)
      print(
        row(
          entry.name, fixed(median(cpu[index]) * 1000, 2), fixed(median(wall[index]) * 1000, 2),
          fixed(Double(peak[index]) / 1024, 1), instructions.map { fixed(Double($0) / 1e6, 2) } ?? "-",
          fixed(ours / median(cpu[index]), 2), fixed(oursWall / median(wall[index]), 2)))
    }
  }

  private func row(_ columns: String...) -> String {
    columns.enumerated().map { index, text in
      let pad = String(repeating: " ", count: max(0, (index == 0 ? 22 : 10) - text.count))
      return index == 0 ? text + pad : pad + text
    }.joined()
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}

/// A number with a fixed count of decimals.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return "-" }
  let scale = pow(10.0, Double(decimals))
  let scaled = Int((value * scale).rounded())
  let whole = String(scaled / Int(scale))
  guard decimals > 0 else { return whole }
  let rest = String(scaled % Int(scale))
  return whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
}

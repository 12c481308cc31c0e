import Glibc

/// `mail-bench PROGRAM [RUNS]`: start-up, sending and opening beside the peers that are installed, then the kernels.
@main struct Main {
  static func main() {
    guard CommandLine.arguments.count > 1 else {
      print("usage: mail-bench PROGRAM [RUNS]")
      exit(64)
    }
    let program = CommandLine.arguments[1]
    let runs = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 11 : 11
    var template = Array("/tmp/mail-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { exit(73) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bench = Bench(program: program, runs: runs, folder: folder)
    bench.run()
    Kernels.run()
    bench.cleanUp()
  }
}

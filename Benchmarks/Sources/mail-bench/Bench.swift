import Glibc

/// The jobs, each for our program and the peers that do it.
struct Bench {
  let program: String
  let runs: Int
  let folder: String

  private var environment: [String] {
    [
      "HOME=\(folder)", "MAILRC=\(folder)/rc", "LC_ALL=C.UTF-8", "TZ=UTC", "TERM=dumb", "USER=root", "LOGNAME=root",
      "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "MAIL=\(folder)/none", "XDG_CACHE_HOME=\(folder)/cache",
    ]
  }

  private static let peers: [(name: String, path: String)] = [
    ("s-nail", "/usr/bin/s-nail"), ("bsd-mailx", "/usr/bin/bsd-mailx"), ("GNU mail", "/usr/bin/mail.mailutils"),
  ].filter { access($0.path, X_OK) == 0 }

  func run() {
    write("nop", "#!/bin/sh\nexec cat >/dev/null\n")
    write("rc", "set sendmail=\(folder)/nop\nset mta=\(folder)/nop\n")
    write("text", "x\n")
    chmod(folder + "/nop", 0o755)

    contest("start (--version)") { $0 == "bsd-mailx" ? nil : $0 == "s-nail" ? ["-V"] : ["--version"] }
    contest("send: echo | mail -s x a@x, through a no-op sendmail") { _ in ["-n", "-s", "x", "a@example.org"] }

    writeNoise("big.bin", mebibytes: 25)
    contest("send: 25 MiB attachment, through a no-op sendmail", runs: min(runs, 5)) { name in
      switch name {
      case "bsd-mailx": nil
      case "GNU mail": ["-n", "-A", folder + "/big.bin", "-s", "x", "a@example.org"]
      default: ["-n", "-a", folder + "/big.bin", "-s", "x", "a@example.org"]
      }
    }

    for messages in [1_000, 10_000] {
      var sample = SampleMailbox()
      sample.write(messages: messages, to: folder + "/box")
      write("exit", "x\n")
      contest("open and leave, \(messages) messages", input: "exit") { name in
        name == "GNU mail"
          ? nil : ["-n", "-R", "-N", "-f", folder + "/box"].filter { name != "bsd-mailx" || $0 != "-R" }
      }
      contest("list all headers, \(messages) messages", input: "exit", runs: min(runs, 5)) { name in
        switch name {
        case "bsd-mailx": nil
        case "GNU mail": nil
        default: ["-n", "-R", "-H", "-f", folder + "/box"]
        }
      }
    }
  }

  private func contest(
    _ title: String, input: String = "text", runs: Int? = nil, arguments: (_ name: String) -> [String]?
  ) {
    var entries = [Contest.Entry(name: "mail", arguments: [program] + (arguments("mail") ?? []))]
    for peer in Self.peers {
      guard let rest = arguments(peer.name) else { continue }
      entries.append(Contest.Entry(name: peer.name, arguments: [peer.path] + rest))
    }
    Contest(
      title: title, input: folder + "/" + input, environment: environment, runs: runs ?? self.runs, entries: entries
    ).run()
  }

  private func write(_ name: String, _ text: String) {
    guard let file = fopen(folder + "/" + name, "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  /// In small pieces: what this process holds at its peak would count as the memory of those it starts.
  private func writeNoise(_ name: String, mebibytes: Int) {
    guard let file = fopen(folder + "/" + name, "w") else { return }
    defer { fclose(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    for number in 0..<(mebibytes << 4) {
      for index in piece.indices { piece[index] = UInt8(truncatingIfNeeded: (index + number) &* 2_654_435_761 >> 11) }
      fwrite(piece, 1, piece.count, file)
    }
  }

  func cleanUp() {
    _ = ProcessRun.measure(["rm", "-rf", folder], input: "/dev/null", environment: ["PATH=/usr/bin:/bin"])
  }
}

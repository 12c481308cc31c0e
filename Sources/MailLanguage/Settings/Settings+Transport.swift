import MailBytes

extension Settings {
  /// The setting that says how mail leaves, with its value; nil when none is set.
  ///
  /// `smtp` and `mta` name the same thing, so the later one counts; both win over the older `sendmail`, unless that was
  /// given with `-S` and they were not.
  public var transport: (setting: Setting, value: String)? { best.map { ($0.setting, $0.value) } }

  /// The same where `-S` says it; nil where files or the machine do.
  public var commandLineTransport: (setting: Setting, value: String)? {
    best.flatMap { $0.isFromCommandLine ? ($0.setting, $0.value) : nil }
  }

  private var best: (setting: Setting, value: String, isFromCommandLine: Bool)? {
    var best: Int?
    var bestRank = 0
    for (index, entry) in entries.enumerated() {
      guard let setting = entry.setting, entry.name.isEmpty, let value = entry.value, !value.isEmpty else { continue }
      var rank: Int
      switch setting {
      case .smtp, .mta: rank = 1
      case .sendmail: rank = 0
      default: continue
      }
      if entry.origin == .commandLine { rank += 2 }
      if let best, (bestRank, entries[best].serial) > (rank, entry.serial) { continue }
      (best, bestRank) = (index, rank)
    }
    guard let entry = best.map({ entries[$0] }), let setting = entry.setting, let value = entry.value else {
      return nil
    }
    return (setting, String(keeping: value), entry.origin == .commandLine)
  }
}

/// The programs that read and write one kind of compressed file.
public struct CompressionFilter: Sendable, Equatable {
  /// The end of the names it is for, its dot included.
  public var suffix: String
  /// The command that turns the file on standard input into plain text on standard output.
  public var load: [String]
  /// The command that does the reverse.
  public var save: [String]
  /// Whether two compressed files one behind the other are one, so that messages can be added to the end.
  public var concatenates: Bool

  /// Makes a filter from its parts.
  public init(suffix: String, load: [String], save: [String], concatenates: Bool = false) {
    self.suffix = suffix
    self.load = load
    self.save = save
    self.concatenates = concatenates
  }

  /// A filter of shell commands, as `filetype` sets it.
  public init(suffix: String, loadCommand: String, saveCommand: String) {
    self.init(suffix: suffix, load: ["/bin/sh", "-c", loadCommand], save: ["/bin/sh", "-c", saveCommand])
  }

  /// gzip, bzip2, xz and zstd.
  public static let builtIn = [
    CompressionFilter(suffix: ".gz", load: ["gzip", "-dc"], save: ["gzip", "-c"], concatenates: true),
    CompressionFilter(suffix: ".bz2", load: ["bzip2", "-dc"], save: ["bzip2", "-c"], concatenates: true),
    CompressionFilter(suffix: ".xz", load: ["xz", "-dc"], save: ["xz", "-c"], concatenates: true),
    CompressionFilter(suffix: ".zst", load: ["zstd", "-dcq"], save: ["zstd", "-cq"], concatenates: true),
  ]

  /// The filter for a name, those of the person first; nil when it is not that of a compressed file.
  static func matching(_ path: String, _ own: [CompressionFilter]) -> CompressionFilter? {
    for filter in own + builtIn where path.utf8.count > filter.suffix.utf8.count && path.hasSuffix(filter.suffix) {
      return filter
    }
    return nil
  }
}

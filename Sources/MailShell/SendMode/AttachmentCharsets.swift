/// What `-a file=CHARSET` and `-a file=FROM#TO` say of the charset of a text file.
struct AttachmentCharsets {
  /// What the file is in; nil for what its content shows.
  var from: String?
  /// What it is converted to; nil to leave it as it is.
  var to: String?

  /// Nothing is said.
  init() {}

  /// Reads what stands behind the `=`; a dash or nothing leaves a side open.
  init(_ text: String) {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    func name(_ index: Int) -> String? {
      guard parts.indices.contains(index), !parts[index].isEmpty, parts[index] != "-" else { return nil }
      return String(parts[index])
    }
    (from, to) = (name(0), name(1))
  }
}

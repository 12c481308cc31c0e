extension FuzzTarget {
  /// Every parser, in the order `Fuzz/run` takes them.
  static let all: [FuzzTarget] = [
    .base64
  ]
}

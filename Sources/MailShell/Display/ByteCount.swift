/// Sizes for people.
enum ByteCount {
  /// `812`, `12K`, `3.4M`.
  static func words(_ count: Int) -> String {
    guard count >= 1024 else { return String(count) }
    var divisor = 1024
    var unit = 0
    while count / divisor >= 1024 && unit < 3 {
      divisor *= 1024
      unit += 1
    }
    let tenths = count / divisor * 10 + (count % divisor) * 10 / divisor
    let letter = ["K", "M", "G", "T"][unit]
    return tenths >= 100 ? "\(tenths / 10)\(letter)" : "\(tenths / 10).\(tenths % 10)\(letter)"
  }
}

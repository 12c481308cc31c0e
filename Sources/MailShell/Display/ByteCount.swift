/// Sizes for people.
enum ByteCount {
  /// `812`, `12K`, `3.4M`.
  static func words(_ count: Int) -> String {
    guard count >= 1024 else { return String(count) }
    var tenths = count.multipliedReportingOverflow(by: 10).partialValue / 1024
    var unit = 0
    while tenths >= 10_240 && unit < 3 {
      tenths /= 1024
      unit += 1
    }
    let letter = ["K", "M", "G", "T"][unit]
    return tenths >= 100 ? "\(tenths / 10)\(letter)" : "\(tenths / 10).\(tenths % 10)\(letter)"
  }
}

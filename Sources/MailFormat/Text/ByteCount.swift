/// Sizes in words.
enum ByteCount {
  /// A size as people say it: `812 bytes`, `12 kB`, `3.4 MB`.
  static func words(_ count: Int) -> String {
    if count == 1 { return "1 byte" }
    if count < 1000 { return String(count) + " bytes" }
    let units = [" kB", " MB", " GB", " TB"]
    var tenths = (count + 50) / 100
    var unit = 0
    while tenths >= 9995, unit + 1 < units.count {
      tenths = (tenths + 500) / 1000
      unit += 1
    }
    if tenths < 100, tenths % 10 != 0 { return String(tenths / 10) + "." + String(tenths % 10) + units[unit] }
    return String((tenths + 5) / 10) + units[unit]
  }
}

/// One calculation of `vexpr` with signed numbers of 64 bits.
struct IntegerExpression {
  private let words: [String]

  /// Takes the operation and its numbers.
  init(_ words: [String]) { self.words = words }

  /// The result in digits; nil when it is none: an unknown operation, no number, an overflow, a division by zero.
  func value() -> String? {
    guard let name = words.first else { return nil }
    var operation = name
    var isSaturated = false
    if let mark = name.utf8.firstIndex(of: UInt8(ascii: "?")) {
      guard "saturated".hasPrefix(String(name.utf8[name.utf8.index(after: mark)...]) ?? "x") else { return nil }
      isSaturated = true
      operation = String(name[..<mark])
    }
    if operation == "pbase" || operation == "pb" {
      guard words.count == 3, let base = Int(words[1]), (2...36).contains(base), let number = Self.number(words[2])
      else { return nil }
      return Self.prefixed(number, base)
    }
    guard words.count > 1, let left = Self.number(words[1]) else { return nil }
    if words.count == 2 { return Self.unary(operation, left).map { String($0) } }
    guard words.count == 3, let right = Self.number(words[2]) else { return nil }
    return Self.binary(operation, left, right, isSaturated).map { String($0) }
  }

  private static func unary(_ operation: String, _ number: Int64) -> Int64? {
    switch operation {
    case "=", "+": number
    case "-": number == .min ? nil : -number
    case "~": ~number
    default: nil
    }
  }

  private static func binary(_ operation: String, _ left: Int64, _ right: Int64, _ isSaturated: Bool) -> Int64? {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case "+": result = left.addingReportingOverflow(right)
    case "-": result = left.subtractingReportingOverflow(right)
    case "*": result = left.multipliedReportingOverflow(by: right)
    case "/": result = left.dividedReportingOverflow(by: right)
    case "%": result = left.remainderReportingOverflow(dividingBy: right)
    case "|": return left | right
    case "&": return left & right
    case "^": return left ^ right
    case "<<": return shift(right, isSaturated).map { left << $0 }
    case ">>": return shift(right, isSaturated).map { left >> $0 }
    case ">>>": return shift(right, isSaturated).map { Int64(bitPattern: UInt64(bitPattern: left) >> UInt64($0)) }
    default: return nil
    }
    guard result.overflow else { return result.partialValue }
    guard isSaturated else { return nil }
    let isNegative = operation == "*" || operation == "/" ? (left < 0) != (right < 0) : left < 0
    return isNegative ? .min : .max
  }

  private static func shift(_ count: Int64, _ isSaturated: Bool) -> Int64? {
    if (0..<64).contains(count) { return count }
    return isSaturated ? 63 : nil
  }

  /// `12`, `-0x1F`, `0b101`, `017`, `16#AFFE`, with `u` or `s` in front; an empty text is 0.
  static func number(_ text: String) -> Int64? {
    var rest = text.utf8[...]
    while rest.first == 0x20 || rest.first == 0x09 { rest.removeFirst() }
    if rest.isEmpty { return 0 }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "u") || first | 0x20 == UInt8(ascii: "s") {
      rest.removeFirst()
    }
    var isNegative = false
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.first == UInt8(ascii: "-")
      rest.removeFirst()
    }
    var base = 10
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard let named = Int(String(rest[..<hash]) ?? ""), (2...36).contains(named) else { return nil }
      base = named
      rest = rest[rest.index(after: hash)...]
    } else if rest.count > 1, rest.first == UInt8(ascii: "0") {
      rest.removeFirst()
      switch rest.first.map({ $0 | 0x20 }) {
      case UInt8(ascii: "x"): (base, rest) = (16, rest.dropFirst())
      case UInt8(ascii: "b"): (base, rest) = (2, rest.dropFirst())
      default: base = 8
      }
    }
    guard let digits = String(rest) else { return nil }
    if base != 10, let bits = UInt64(digits, radix: base) {
      let value = Int64(bitPattern: bits)
      return isNegative ? 0 &- value : value
    }
    return Int64((isNegative ? "-" : "") + digits, radix: base)
  }

  private static func prefixed(_ number: Int64, _ base: Int) -> String {
    let digits = String(number.magnitude, radix: base, uppercase: true)
    let prefix = base == 16 ? "0x" : base == 8 ? "0" : base == 2 ? "0b" : base == 10 ? "" : "\(base)#"
    return (number < 0 ? "-" : "") + prefix + digits
  }
}

import MailSystem

/// A sign between two operands of a condition.
enum ConditionComparison {
  case equal(ignoringCase: Bool)
  case unequal(ignoringCase: Bool)
  case contains(Bool)
  case matches(ignoringCase: Bool, wanted: Bool)
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  case number((Int, Int) -> Bool)

  /// The sign as written; `?` behind it, or `@`, asks for no regard to case.
  init?(_ sign: String) {
    switch sign {
    case "==": self = .equal(ignoringCase: false)
    case "==?", "==?case": self = .equal(ignoringCase: true)
    case "!=": self = .unequal(ignoringCase: false)
    case "!=?", "!=?case": self = .unequal(ignoringCase: true)
    case "=%", "=@", "=%?", "=%?case": self = .contains(true)
    case "!%", "!@", "!%?", "!%?case": self = .contains(false)
    case "=~": self = .matches(ignoringCase: false, wanted: true)
    case "=~?", "=~?case": self = .matches(ignoringCase: true, wanted: true)
    case "!~": self = .matches(ignoringCase: false, wanted: false)
    case "!~?", "!~?case": self = .matches(ignoringCase: true, wanted: false)
    case "<": self = .less
    case "<=": self = .lessOrEqual
    case ">": self = .greater
    case ">=": self = .greaterOrEqual
    case "-eq": self = .number { $0 == $1 }
    case "-ne": self = .number { $0 != $1 }
    case "-lt": self = .number { $0 < $1 }
    case "-le": self = .number { $0 <= $1 }
    case "-gt": self = .number { $0 > $1 }
    case "-ge": self = .number { $0 >= $1 }
    default: return nil
    }
  }

  /// Whether it holds between two texts.
  func holds(_ left: String, _ right: String) throws(ShellError) -> Bool {
    switch self {
    case .equal(let folds): return Self.same(left, right, folds)
    case .unequal(let folds): return !Self.same(left, right, folds)
    case .contains(let wanted): return Self.contains(ASCIIName.lowered(left), ASCIIName.lowered(right)) == wanted
    case .matches(let folds, let wanted):
      guard let expression = RegularExpression(Array(right.utf8), ignoringCase: folds) else {
        throw ShellError("if: no regular expression: \(TerminalQuote.quoted(right))")
      }
      return (expression.firstMatch(in: Array(left.utf8)) != nil) == wanted
    case .less: return left < right
    case .lessOrEqual: return left <= right
    case .greater: return left > right
    case .greaterOrEqual: return left >= right
    case .number(let compare):
      guard let left = Int(left.isEmpty ? "0" : left), let right = Int(right.isEmpty ? "0" : right) else {
        throw ShellError("if: a number is expected on both sides")
      }
      return compare(left, right)
    }
  }

  private static func same(_ left: String, _ right: String, _ folds: Bool) -> Bool {
    folds ? ASCIIName.equal(left, right) : left.utf8.elementsEqual(right.utf8)
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    var rest = text.utf8[...]
    while true {
      if rest.starts(with: part.utf8) { return true }
      if rest.isEmpty { return false }
      rest = rest.dropFirst()
    }
  }
}

extension Setting {
  /// What manual and help say behind the line of help: the words known, the default, the other names.
  public var remarks: [String] {
    let row = declaration
    var remarks: [String] = []
    let words = row.words.names
    switch row.kind {
    case .choice where !words.isEmpty: remarks.append("Values: " + words.joined(separator: ", ") + ".")
    case .choices: remarks.append("Values, with commas between them: " + words.joined(separator: ", ") + ".")
    case .charset where !words.isEmpty:
      remarks.append("The name of a charset, or " + words.joined(separator: ", ") + ".")
    default: break
    }
    if !row.defaultValue.isEmpty {
      remarks.append(row.kind == .boolean ? "On by default." : "The default is \"\(row.defaultValue)\".")
    }
    let others = Setting.aliases.filter { $0.setting == self }
    let same = others.filter { !$0.inverse }.map(\.name)
    let inverse = others.filter(\.inverse).map(\.name)
    if !same.isEmpty { remarks.append("Also called " + same.joined(separator: ", ") + ".") }
    if !inverse.isEmpty { remarks.append("The opposite is " + inverse.joined(separator: ", ") + ".") }
    return remarks
  }

  /// How the value is called behind the equals sign; nil for what is only on or off.
  public var placeholder: String? {
    switch declaration.kind {
    case .boolean: nil
    case .number: "number"
    case .duration: "time"
    case .choice, .value, .readOnly: "value"
    case .choices: "value,..."
    case .charset: "charset"
    case .charsets: "charset,..."
    case .addresses: "address"
    }
  }
}

extension Settings {
  /// All names that `set` knows, the other spellings too.
  public static var names: [String] { Setting.allCases.map(\.name) + Setting.aliases.map(\.name) }

  /// The setting that a name means, with a suffix or not; nil for a variable of somebody's own.
  public static func setting(named name: [UInt8]) -> Setting? { ResolvedName(name).setting }

  /// What a word of `set` is about, and the value it gives: `name=value`, `name`, `noname`.
  public static func parts(ofWord word: [UInt8]) -> (name: [UInt8], value: [UInt8]?) {
    if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      return (Array(word[..<equals]), Array(word[(equals + 1)...]))
    }
    return (isNegated(word) ? Array(word[2...]) : word, nil)
  }

  /// The setting that somebody may have meant by a name that is none; short names are people's own.
  public static func suggestion(for name: [UInt8]) -> String? {
    guard name.count > 3, setting(named: name) == nil else { return nil }
    return NearestName.of(String(decoding: name, as: UTF8.self), among: names)
  }
}

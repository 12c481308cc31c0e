import MailBytes
import MailFormat

extension SettingDeclaration {
  /// The words that a value may be made of; none where anything may stand.
  public var words: SettingWords { SettingWords(values) }
}

extension Settings {
  /// The value of a setting with known words, as the manual spells it; nil for none and for a word that nobody knows.
  public func word(_ setting: Setting) -> String? {
    string(setting).flatMap { setting.declaration.words.canonical($0) }
  }

  /// The same for one account.
  public func word(_ setting: Setting, user: String?, host: String) -> String? {
    string(setting, user: user, host: host).flatMap { setting.declaration.words.canonical($0) }
  }

  /// What is to be said of a value that is taken as it is, though nobody knows it; nil when all is well.
  ///
  /// Start-up files are years old and made for other programs: they are obeyed where they are understood and never told
  /// of. This is for a person who has just typed the value, and for the check of the configuration.
  ///
  /// - Parameter isCharset: whether text can be converted to the charset of a name.
  public static func doubt(
    about name: [UInt8], _ value: [UInt8], isCharset: (String) -> Bool
  ) -> SettingError? {
    guard let setting = ResolvedName(name).setting, !value.isEmpty else { return nil }
    let row = setting.declaration
    let text = String(decoding: value, as: UTF8.self)
    let written = String(decoding: name, as: UTF8.self)
    let unknown: String?
    switch row.kind {
    case .choice: unknown = row.words.canonical(text) == nil ? text : nil
    case .choices:
      unknown = listed(text).first { row.words.canonical(String($0.drop { "+-~".contains($0) })) == nil }
    case .charset, .charsets:
      let charsets = row.kind == .charset ? [text] : listed(text)
      unknown = charsets.first { row.words.canonical($0) == nil && !isCharset($0) }
      if let unknown { return SettingError("\(written): nobody knows the charset \"\(unknown)\"") }
    case .addresses:
      do throws(AddressError) {
        _ = try AddressParser.parseRecipients(text)
        return nil
      } catch { return SettingError("\(written): \(error.summary)", hint: error.hint) }
    case .boolean, .value, .number, .duration, .readOnly: return nil
    }
    guard let unknown else { return nil }
    let known = row.words.names.joined(separator: ", ")
    return SettingError("\(written): unknown value \"\(unknown)\"; known: \(known)")
  }

  private static func listed(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }).map(String.init)
  }
}

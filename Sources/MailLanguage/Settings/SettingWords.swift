/// The words of a setting whose values are known, as its declaration writes them.
///
/// Groups stand between blanks; in a group the word of the manual comes first and other spellings follow it behind bars. What
/// stands in a group that begins with a bar is understood, and not advertised.
public struct SettingWords: Sendable {
  private let groups: [[Substring]]

  /// Reads the words of a declaration.
  init(_ text: String) {
    groups = text.split(separator: " ").map { $0.split(separator: "|", omittingEmptySubsequences: false) }
  }

  /// The words of the manual, in its order.
  public var names: [String] { groups.compactMap { $0.first.flatMap { $0.isEmpty ? nil : String($0) } } }

  /// The word of the manual that a value means, in any case of its letters; nil for what is not known.
  public func canonical(_ word: String) -> String? {
    let word = String(decoding: word.utf8.map(lowered), as: UTF8.self)
    for group in groups where group.contains(where: { $0 == word }) {
      return group[0].isEmpty ? word : String(group[0])
    }
    return nil
  }
}

/// All commands, in two tables so that a start-up file never builds the reader's.
///
/// The letters that suffice are part of each declaration; where two commands could still mean the same letters the
/// earlier one wins, as in Berkeley mail. A test pins every historical abbreviation.
public enum CommandTable {
  /// The command a word names, in full or abbreviated; nil when there is none.
  public static func command(named word: String) -> Command? {
    // What start-up files hold most is found without building a table.
    switch word {
    case "set": return .set
    case "unset": return .unset
    case "alias": return .alias
    default: break
    }
    return find(word, in: language) ?? find(word, in: reading)
  }

  /// The first entry of one table that the word names or abbreviates.
  static func find(_ word: String, in table: [Command]) -> Command? {
    let count = word.utf8.count
    for command in table where count >= command.shortest && command.name.utf8.starts(with: word.utf8) {
      return command
    }
    return nil
  }
}

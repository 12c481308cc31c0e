import MailLanguage

// POSIX lets COLUMNS and LINES outweigh what the terminal says of itself: who sets them knows better.

extension Session {
  /// Lines of the screen: `LINES`, else those of the window; nil when nobody knows.
  var screenRows: Int? { positive(.lines) ?? world.output.rows }

  /// Columns of the screen: `COLUMNS`, else those of the window; nil when nobody knows.
  var screenColumns: Int? { positive(.columns) ?? world.output.columns }

  private func positive(_ setting: Setting) -> Int? {
    guard settings.isAssigned(setting), let number = settings.number(setting), number > 0 else { return nil }
    return number
  }
}

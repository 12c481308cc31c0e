extension CommandTable {
  /// Commands of the reader: messages, folders, display.
  static let reading: [Command] = []
}

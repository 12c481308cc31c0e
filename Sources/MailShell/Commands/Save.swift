import MailLanguage

extension Command {
  private static func saving(
    _ name: String, _ shortest: Int, _ kind: SaveKind, help: String, traits: Traits = [.folder, .parts]
  ) -> Command {
    Command(
      name, shortest, takes: .messagesAndFile, traits, usage: "[msglist] [file]", help: help
    ) { session, call in
      let target = call.operand.flatMap { $0.bytes.isEmpty ? nil : $0 } ?? .init([UInt8(ascii: "&")])
      session.adviseOnFile(of: call, try session.save(call.messages, part: call.part, to: target, as: kind))
      return .done
    }
  }

  private static func savingByAuthor(
    _ name: String, _ shortest: Int, _ kind: SaveKind, help: String, traits: Traits = [.folder]
  ) -> Command {
    Command(name, shortest, takes: .messages, traits, usage: "[msglist]", help: help) { session, call in
      guard let first = call.messages.first else { return .failed }
      try session.save(call.messages, to: try session.authorFile(of: first), as: kind)
      return .done
    }
  }

  /// Appends messages to a file and marks them saved.
  static let save = saving(
    "save", 1, .save, help: "Append messages, or a part of one, to a file; whole ones are marked saved.")
  /// Appends messages to a file.
  static let copy = saving("copy", 1, .copy, help: "Append messages to a file without marking them.")
  /// Appends messages to a file and deletes them here.
  static let move = saving(
    "move", 3, .move, help: "Move messages to another file or folder.", traits: [.folder, .writes])
  /// As save, named after the author.
  static let saveByName = savingByAuthor("Save", 1, .save, help: "Save to a file named after the author.")
  /// As copy, named after the author.
  static let copyByName = savingByAuthor("Copy", 1, .copy, help: "Copy to a file named after the author.")
  /// As move, named after the author.
  static let moveByName = savingByAuthor(
    "Move", 3, .move, help: "Move to a file named after the author.", traits: [.folder, .writes])
}

/// What becomes of messages that were appended to a file.
enum SaveKind: Sendable {
  /// They leave the system mailbox.
  case save
  /// They count as read.
  case copy
  /// They are deleted here.
  case move
}

import MailBytes
import MailLanguage
import MailStore
import MailSystem

extension Session {
  /// Lists what a message list names in other folders, each read-only; the open folder stays the open one.
  func search(in words: [QuotedWord], for list: [UInt8]) throws -> Outcome {
    guard !list.isEmpty else {
      throw ShellError("search: nothing to look for", hint: "Type search in:+ unread, or search in:+ subject:invoice.")
    }
    let present = folder
    namesFolders = true
    defer {
      folder = present
      namesFolders = false
    }
    var outcome = Outcome.done
    var found = 0
    for place in try searchPlaces(words) {
      guard !wasInterrupted(), world.output.isHealthy else { break }
      do {
        folder = place.target.wholePath == present?.path ? present : try openForSearch(place.target)
      } catch let error as any MailError {
        // What lies below a folder may be anything.
        if !place.isNamed { continue }
        report(error)
        outcome = .failed
        continue
      }
      guard let folder, let numbers = try messagesIfAny(named: list) else { continue }
      if !printsJSON { say("\"\(folder.name)\": \(numbers.count) of \(folder.count)" as TerminalText) }
      try showHeadlines(of: numbers)
      found += numbers.count
    }
    if found == 0, outcome == .done { throw MessageListError.noneApplicable }
    return outcome
  }

  private func openForSearch(_ target: FolderTarget) throws -> OpenFolder {
    var folder = try open(target, isReadOnly: true)
    // No message there is the current one.
    folder.dot = 0
    return folder
  }

  /// The messages of a list; nil where the folder has none of them.
  private func messagesIfAny(named list: [UInt8]) throws -> [Int]? {
    do { return try messages(named: list, .any) } catch let error as MessageListError {
      switch error {
      case .noneApplicable, .noneOfClass, .noMatch, .invalidNumber: return nil
      default: throw error
      }
    }
  }

  /// The folders to look in: those named, what wildcards stand for, and all that lie below what is no mailbox itself.
  private func searchPlaces(_ words: [QuotedWord]) throws -> [(target: FolderTarget, isNamed: Bool)] {
    var places: [(target: FolderTarget, isNamed: Bool)] = []
    var seen: Set<String> = []
    for word in words {
      let target = try resolveFolder(named: word.string)
      let isPattern = !target.isRemote && !FileSystem.exists(target.path)
      let matching = isPattern ? FileSystem.paths(matching: target.path) : []
      for path in matching.isEmpty ? [target.path] : matching {
        let below = target.isRemote ? nil : Mailboxes.below(path)
        for found in below ?? [path] where seen.insert(FileSystem.absolutePath(found)).inserted {
          let name = target.isRemote ? target.name : try shownName(of: found)
          places.append((FolderTarget(name: name, path: found, isRemote: target.isRemote), below == nil))
        }
      }
    }
    return places
  }

  /// A path as people would type it: `+name` below the mail folder.
  private func shownName(of path: String) throws -> String {
    guard let mail = try mailFolder(), path.hasPrefix(mail + "/") else { return path }
    return "+" + path.dropFirst(mail.utf8.count + 1)
  }
}

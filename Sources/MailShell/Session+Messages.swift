extension Session {
  /// Makes a message the current one.
  func setDot(_ number: Int) {
    guard var folder, folder.dot != number else { return }
    folder.previousDot = folder.dot
    folder.dot = number
    folder.dotWasShown = false
    self.folder = folder
  }

  /// Notes something about a message.
  func insert(_ state: MessageState, of number: Int) {
    guard folder?.states.indices.contains(number - 1) == true else { return }
    folder?.states[number - 1].insert(state)
  }

  /// Takes back what was noted.
  func remove(_ state: MessageState, of number: Int) {
    guard folder?.states.indices.contains(number - 1) == true else { return }
    folder?.states[number - 1].remove(state)
  }

  /// A message was shown or worked on: it counts as read.
  func touch(_ number: Int) {
    insert([.touched], of: number)
    changeStatus(of: number, adding: [.read])
  }

  /// Changes what the Status fields say; written when the folder is left.
  func changeStatus(of number: Int, adding: MessageState = [], removing: MessageState = []) {
    guard let old = folder?.state(of: number) else { return }
    let new = old.union(adding).subtracting(removing)
    guard new != old else { return }
    folder?.states[number - 1] = new.union(.statusChanged)
  }

  /// Prints one line of ours on standard output.
  func say(_ line: String) { world.output.write(line + "\n") }
}

/// The messages in the order of the view, which is mostly that of their numbers and then takes no memory.
struct MessageOrder {
  private let view: [Int]?
  /// How many messages there are.
  let count: Int

  init(view: [Int]?, count: Int) {
    self.view = view
    self.count = view?.count ?? max(count, 0)
  }

  /// The message at a place, from 0.
  subscript(place: Int) -> Int {
    guard let view else { return place + 1 }
    return view[place]
  }

  /// The place of a message.
  func place(of message: Int) -> Int? {
    if let view { return view.firstIndex(of: message) }
    return message >= 1 && message <= count ? message - 1 : nil
  }

  /// The first message from a place on that fits.
  func first(from place: Int, where fits: (Int) -> Bool) -> Int? {
    var place = place
    while place < count {
      if fits(self[place]) { return self[place] }
      place += 1
    }
    return nil
  }

  /// The last message before a place that fits.
  func last(before place: Int, where fits: (Int) -> Bool) -> Int? {
    var place = place
    while place > 0 {
      place -= 1
      if fits(self[place]) { return self[place] }
    }
    return nil
  }

  /// All messages that fit, in order.
  func messages(where fits: (Int) -> Bool) -> [Int] {
    var result: [Int] = []
    for place in 0..<count where fits(self[place]) { result.append(self[place]) }
    return result
  }
}

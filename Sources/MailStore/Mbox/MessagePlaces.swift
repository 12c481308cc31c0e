/// Where the messages of an mbox stand in its file, by number: a number stays with its message while the mailbox is open,
/// also where another program has removed some before it.
struct MessagePlaces {
  /// The place of each message, from 1, and 0 for one that is gone; nil where the numbers are the places.
  private var places: [Int]?

  /// Every number is a place.
  init() {}

  /// As found again in another file, behind which its arrivals get numbers.
  init(_ found: [Int], in count: Int) {
    places = found
    let taken = Set(found)
    for place in stride(from: 1, through: count, by: 1) where !taken.contains(place) { places?.append(place) }
  }

  /// Whether the numbers are the places.
  var areNumbers: Bool { places == nil }

  /// How many numbers there are for a file of so many messages.
  func count(of count: Int) -> Int { places?.count ?? count }

  /// The place of a message; 0 for one that is gone, nil where there is none of that number.
  func place(of number: Int) -> Int? {
    guard let places else { return number }
    return places.indices.contains(number - 1) ? places[number - 1] : nil
  }

  /// The numbers of messages that are gone.
  var gone: [Int] { places.map { all in all.indices.filter { all[$0] == 0 }.map { $0 + 1 } } ?? [] }

  /// Messages have come to the end of the file, which held `before`.
  mutating func grow(from before: Int, to after: Int) {
    guard places != nil, after > before else { return }
    places?.append(contentsOf: (before + 1)...after)
  }

  /// The file was changed again: where what stood at each place is now.
  func moved(to found: [Int], in count: Int) -> MessagePlaces {
    guard let places else { return MessagePlaces(found, in: count) }
    return MessagePlaces(places.map { $0 == 0 ? 0 : found[$0 - 1] }, in: count)
  }

  /// The plan by places; what is gone needs nothing done.
  func placed(_ plan: QuitPlan) -> QuitPlan {
    guard places != nil else { return plan }
    var result = plan
    result.removeAll()
    let found = plan.fates.compactMap { entry in place(of: entry.number).map { (place: $0, fate: entry.fate) } }
    for (place, fate) in found.sorted(by: { $0.place < $1.place }) where place > 0 { result.set(place, to: fate) }
    return result
  }
}

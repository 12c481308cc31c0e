/// Answers a `SearchQuery` for one message after another, without a server.
public struct Matcher {
  private let query: Prepared
  private let decoder: CharsetDecoder
  private let offset: (Int64) -> Int

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - query: what to look for.
  ///   - decoder: how header text is read.
  ///   - offsetMinutes: the local offset from UTC at a moment, for the days of arrival.
  public init(
    _ query: SearchQuery, decoder: CharsetDecoder, offsetMinutes: @escaping (Int64) -> Int = { _ in 0 }
  ) {
    self.query = Prepared(query)
    self.decoder = decoder
    offset = offsetMinutes
  }

  /// Whether the message is one of those asked for.
  public func matches(_ message: some SearchableMessage) -> Bool {
    matches(query, MessageReader(message: message, decoder: decoder))
  }

  /// A query whose texts are folded once.
  private indirect enum Prepared {
    case and([Prepared])
    case or([Prepared])
    case not(Prepared)
    case header(HeaderFieldName, TextNeedle, isEmpty: Bool)
    case anyHeader(TextNeedle)
    case body(TextNeedle)
    case text(TextNeedle)
    case plain(SearchQuery)

    init(_ query: SearchQuery) {
      switch query {
      // Cheap keys first, so that bodies are read only where the rest holds.
      case .and(let keys):
        self = .and((keys.filter { !$0.needsBody } + keys.filter { $0.needsBody }).map { Prepared($0) })
      case .or(let keys):
        self = .or((keys.filter { !$0.needsBody } + keys.filter { $0.needsBody }).map { Prepared($0) })
      case .not(let key): self = .not(Prepared(key))
      case .header(let name, let text): self = .header(name, TextNeedle(text), isEmpty: text.isEmpty)
      case .anyHeader(let text): self = .anyHeader(TextNeedle(text))
      case .body(let text): self = text.isEmpty ? .plain(.all) : .body(TextNeedle(text))
      case .text(let text): self = text.isEmpty ? .plain(.all) : .text(TextNeedle(text))
      default: self = .plain(query)
      }
    }
  }

  private func matches<Message>(_ query: Prepared, _ reader: MessageReader<Message>) -> Bool {
    switch query {
    case .and(let keys):
      for key in keys where !matches(key, reader) { return false }
      return true
    case .or(let keys):
      for key in keys where matches(key, reader) { return true }
      return false
    case .not(let key): return !matches(key, reader)
    case .header(let name, let needle, let isEmpty): return reader.field(name, contains: needle, isEmpty: isEmpty)
    case .anyHeader(let needle): return reader.anyField(contains: needle)
    case .body(let needle): return reader.message.textHolds(needle)
    case .text(let needle): return reader.anyField(contains: needle) || reader.message.textHolds(needle)
    case .plain(let query): return matchesPlain(query, reader.message)
    }
  }

  private func matchesPlain(_ query: SearchQuery, _ message: some SearchableMessage) -> Bool {
    switch query {
    case .larger(let size): return message.size > size
    case .smaller(let size): return message.size < size
    case .received(let test, let day):
      guard let moment = message.receivedAt ?? message.header.date?.secondsSinceEpoch else { return false }
      return compare(CivilDay(CivilTime(secondsSinceEpoch: moment, offsetSeconds: offset(moment) * 60)), test, day)
    case .sent(let test, let day):
      // The day on the sender's calendar, zone disregarded, as RFC 9051 has it.
      guard let date = message.header.date else { return false }
      return compare(CivilDay(date.civil), test, day)
    case .state(let state): return message.has(state)
    case .keyword(let keyword): return message.has(keyword: keyword)
    case .numbers(let ranges): return ranges.contains { $0.contains(message.number) }
    case .uids(let ranges):
      guard let uid = message.uid else { return false }
      return ranges.contains { $0.contains(uid) }
    default: return true
    }
  }

  private func compare(_ day: CivilDay, _ test: SearchQuery.DayTest, _ wanted: CivilDay) -> Bool {
    switch test {
    case .before: day < wanted
    case .on: day == wanted
    case .since: day >= wanted
    }
  }
}

/// One message while a query is answered.
private struct MessageReader<Message: SearchableMessage> {
  let message: Message
  private let decoder: CharsetDecoder
  private let header: HeaderBlock

  init(message: Message, decoder: CharsetDecoder) {
    self.message = message
    self.decoder = decoder
    header = message.header
  }

  func field(_ name: HeaderFieldName, contains needle: TextNeedle, isEmpty: Bool) -> Bool {
    let fields = header.all(name)
    if isEmpty { return !fields.isEmpty }
    return fields.contains { contains($0, needle) }
  }

  func anyField(contains needle: TextNeedle) -> Bool {
    header.fields.contains { contains($0, needle) || needle.isFound(in: Array(header.name(of: $0))) }
  }

  /// Looks in the decoded value, which is the raw one for nearly all fields.
  private func contains(_ field: HeaderField, _ needle: TextNeedle) -> Bool {
    needle.isFound(in: header.wholeText(of: field, using: decoder))
  }
}

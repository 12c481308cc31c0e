/// Secrets that went out, to be taken out of whatever comes back before a person or a log sees it.
///
/// Servers repeat what they do not like: a refused AUTH line stands in some replies, with the password in it.
public struct SecretMask: Sendable {
  private var secrets: [[UInt8]] = []
  /// Shorter words are no secrets worth hiding, and stand in any reply by chance.
  private static let shortest = 4

  /// Hides nothing.
  public init() {}

  /// Hides a secret as it is.
  public mutating func add(_ secret: Secret) { secret.withBytes { add(word: $0[...]) } }

  /// Hides each word of a line that was sent and held a secret, but for the command and the mechanism in front.
  public mutating func add(line: [UInt8]) {
    let words = line.split(whereSeparator: { $0 <= 0x20 })
    let isCommand = words.first?.elementsEqual("AUTH".utf8) ?? false
    for word in words.dropFirst(isCommand ? 2 : 0) { add(word: word) }
  }

  private mutating func add(word: ArraySlice<UInt8>) {
    guard word.count >= Self.shortest, !secrets.contains(where: { $0.elementsEqual(word) }) else { return }
    secrets.append(Array(word))
  }

  /// The text with stars in the place of each secret.
  public func cleaned(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for secret in secrets {
      var start = 0
      while let found = Kernels.firstIndex(ofSequence: secret.span, in: text.span, from: start) {
        text.replaceSubrange(found..<found + secret.count, with: Self.stars)
        start = found + Self.stars.count
      }
    }
    return text
  }

  /// The text with stars in the place of each secret.
  public func cleaned(_ text: String) -> String {
    secrets.isEmpty ? text : String(decoding: cleaned(Array(text.utf8)), as: UTF8.self)
  }

  private static let stars = [UInt8](repeating: UInt8(ascii: "*"), count: 8)
}

/// The names that stand before a colon in a message list, beside those of fields that only some messages have.
enum FieldKeys {
  /// Those behind which a size or a day stands.
  static let measured = ["since", "before", "on", "sentsince", "senton", "sentbefore", "larger", "smaller"]

  private static let textual = [
    "from", "to", "cc", "bcc", "subject", "body", "text", "date", "sender", "reply-to", "message-id", "in-reply-to",
    "references", "list-id",
  ]

  /// The name that somebody may have meant by another; nil for one that is known, and for one that is near to none.
  static func nearest(to name: String) -> String? {
    let (name, known) = (name.lowercased(), textual + measured)
    return known.contains(name) ? nil : NearestName.of(name, among: known)
  }
}

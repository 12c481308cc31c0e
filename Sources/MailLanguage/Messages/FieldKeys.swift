/// The names that stand before a colon in a message list, beside those of fields that only some messages have.
enum FieldKeys {
  private static let known = [
    "from", "to", "cc", "bcc", "subject", "body", "text", "since", "before", "on", "sentsince", "senton", "sentbefore",
    "larger", "smaller", "date", "sender", "reply-to", "message-id", "in-reply-to", "references", "list-id",
  ]

  /// The name that somebody may have meant by another; nil for one that is known, and for one that is near to none.
  static func nearest(to name: String) -> String? {
    let name = name.lowercased()
    return known.contains(name) ? nil : NearestName.of(name, among: known)
  }
}

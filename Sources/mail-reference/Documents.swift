/// The documents that are made from the tables, by their place in the checkout.
enum Documents {
  /// The parts of each page.
  private static var parts: [String: [String]] {
    [
      "options": OptionSection.lines(),
      "commands": CommandSection.lines(),
      "escapes": CommandSection.escapeLines(),
      "settings": SettingSection.lines(tiers: 1...2),
      "further settings": SettingSection.lines(tiers: 3...3),
      "read-only settings": SettingSection.readOnlyLines(),
      "headline fields": HeadlineSection.lines(),
      "standard headline": HeadlineSection.standardLines(),
      "environment": SettingSection.environmentLines(),
    ]
  }

  /// The pages whose marked parts are made.
  static let pages = ["man/mail.1", "man/mail.rc.5"]
  /// The file that is made as a whole.
  static let example = "mail.rc.example"

  /// A page made anew from its present text.
  static func page(_ text: String) -> String { Page(text).filled(with: parts) }
}

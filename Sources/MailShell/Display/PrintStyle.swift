/// How messages are printed.
struct PrintStyle {
  /// Which fields are shown.
  enum Fields {
    /// Those the `type` lists let pass.
    case selected
    /// All.
    case all
    /// Those the `top` lists let pass.
    case top
  }

  /// Which fields are shown.
  var fields = Fields.selected
  /// Show the message as it is stored, encodings and all.
  var isRaw = false
  /// Show at most so many lines of each message.
  var lineLimit: Int?
  /// Use the pager however short the text is.
  var alwaysPages = false
  /// Print this part only, by its IMAP section number.
  var part: String?
}

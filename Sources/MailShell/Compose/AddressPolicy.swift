/// Which kinds of recipients `expandaddr` lets through; addresses alone unless it says more.
struct AddressPolicy: Equatable {
  /// Files and folders.
  var allowsFiles = false
  /// Commands.
  var allowsPipes = false
  /// Addresses; only a list with `-addr` takes them away.
  var allowsAddresses = true
  /// Whether the valid recipients get the message when others are not allowed.
  var dropsOthers = false

  /// Nothing but addresses.
  init() {}

  /// Reads `expandaddr`: empty allows everything, else a list as in s-nail.
  init(_ text: String) {
    if Blanks.trim(Array(text.utf8)).isEmpty {
      allowsFiles = true
      allowsPipes = true
      return
    }
    for word in text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }) {
      switch ASCIIName.lowered(String(word)) {
      case "all", "+all":
        allowsFiles = true
        allowsPipes = true
        allowsAddresses = true
      case "-all":
        allowsFiles = false
        allowsPipes = false
        allowsAddresses = false
      case "file", "+file": allowsFiles = true
      case "-file": allowsFiles = false
      case "pipe", "+pipe": allowsPipes = true
      case "-pipe": allowsPipes = false
      case "addr", "+addr", "name", "+name": allowsAddresses = true
      case "-addr": allowsAddresses = false
      default: continue
      }
    }
  }
}

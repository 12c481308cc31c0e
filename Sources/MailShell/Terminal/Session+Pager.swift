import MailLanguage
import MailSystem

extension Session {
  /// The pager: `PAGER`, else less as a quiet one, else more.
  var pagerCommand: String {
    if let pager = settings.string(.pager), !pager.isEmpty { return pager }
    return Launcher.find("less") != nil ? "less -FR" : "more"
  }

  /// Shows a long text of ours, through the pager where it does not fit.
  func showText(_ text: StaticString) {
    let pager = makePager(alwaysPages: false)
    do {
      try pager.write(Array(text.description.utf8))
      try pager.finish()
    } catch {
      report(error)
    }
  }
}

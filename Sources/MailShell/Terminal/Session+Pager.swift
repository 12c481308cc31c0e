import MailLanguage
import MailSystem

extension Session {
  /// The pager: `PAGER`, else less as a quiet one, else more.
  var pagerCommand: String {
    if let pager = settings.string(.pager), !pager.isEmpty { return pager }
    return Launcher.find("less") != nil ? "less -FR" : "more"
  }

  /// What the pager's environment holds besides ours: the text is UTF-8 also in the locale C, where less would show each
  /// byte of it as a number.
  var pagerVariables: [(name: String, value: String?)] {
    let isTold = world.environment["LESSCHARSET"] != nil || world.environment["LESSCHARDEF"] != nil
    return isTold || world.output is ConvertedOutput ? [] : [(name: "LESSCHARSET", value: "utf-8")]
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

import MailLanguage

/// mail.rc.example: each setting that everyone meets, with what it does, in the order in which one comes to it.
enum ExampleFile {
  /// A line of the file.
  private enum Line {
    /// A heading.
    case title(String)
    /// Text under a heading.
    case note(String)
    /// A setting that is on.
    case on(Setting, String)
    /// A setting to be turned on by taking away the number sign.
    case off(Setting, String)
    /// A command other than set.
    case command(String, note: String)
  }

  private static let lines: [Line] = [
    .title("Who you are"),
    .off(.from, #"set from="Ann Example <ann@example.org>""#),
    .off(.replyTo, "set replyto=ann@example.org"),
    .off(.hostname, "set hostname=example.org"),
    .title("How mail leaves"),
    .note(
      "Without any of these the local sendmail is used, and without one mail for local users is delivered directly."),
    .off(.smtp, "set smtp=smtps://smtp.example.org"),
    .off(.smtpAuthUser, "set smtp-auth-user=ann"),
    .off(.smtpAuthPassword, "set smtp-auth-password=secret"),
    .off(.passwordCommand, #"set password-command="pass show mail""#),
    .off(.smtpAuth, "set smtp-auth=login"),
    .off(.smtpUseStarttls, "set smtp-use-starttls"),
    .off(.tlsVerify, "set tls-verify=strict"),
    .off(.mta, "set mta=/usr/sbin/sendmail"),
    .off(.sendwait, "set sendwait"),
    .off(.queue, "set queue"),
    .title("What is asked and kept when you send"),
    .on(.asksub, "set asksub"),
    .off(.askcc, "set askcc"),
    .off(.askbcc, "set askbcc"),
    .on(.dot, "set dot"),
    .off(.record, "set record=+sent"),
    .on(.save, "set save"),
    .off(.dead, "set DEAD=~/dead.letter"),
    .off(.skipemptybody, "set skipemptybody"),
    .off(.expandaddr, "set expandaddr"),
    .off(.escape, "set escape=~"),
    .off(.ignoreeof, "set ignoreeof"),
    .off(.messageInjectTail, #"set message-inject-tail=$'-- \nAnn'"#),
    .title("Answers"),
    .on(.indentprefix, #"set indentprefix="> ""#),
    .off(.quote, "set quote"),
    .off(.flipr, "set Replyall"),
    .off(.metoo, "set metoo"),
    .title("Mailboxes"),
    .off(.folder, "set folder=Mail"),
    .off(.mbox, "set MBOX=~/mbox"),
    .off(.mail, "set MAIL=/var/mail/ann"),
    .note("With hold, messages that you read stay where they are; without it they move to ~/mbox when you quit."),
    .off(.hold, "set hold"),
    .on(.append, "set append"),
    .on(.keep, "set keep"),
    .off(.keepsave, "set keepsave"),
    .title("What is shown"),
    .on(.header, "set header"),
    .off(.autoprint, "set autoprint"),
    .off(.quiet, "set quiet"),
    .off(.verbose, "set verbose"),
    .off(.prompt, #"set prompt="& ""#),
    .on(.crt, "set crt"),
    .off(.pager, "set PAGER=less"),
    .off(.toplines, "set toplines=5"),
    .off(.showname, "set showname"),
    .off(.showto, "set showto"),
    .off(.headline, ##"set headline="%>%a%m %-18f %16d %4l/%-5o %i%s""##),
    .command("ignore received message-id dkim-signature authentication-results", note: "Fields that print leaves out."),
    .title("Programs"),
    .off(.editor, "set EDITOR=ed"),
    .off(.visual, "set VISUAL=vi"),
    .off(.shell, "set SHELL=/bin/sh"),
    .title("Network mailboxes"),
    .note("This version sends through accounts, but opens no mailboxes on servers yet."),
    .off(.imapAuth, "set imap-auth=auto"),
    .off(.password, "set password-ann@imap.example.org=secret"),
    .command(
      "#account work {\n#  set from=ann@work.example folder=imaps://ann@imap.work.example/INBOX\n#}",
      note: "mail -A work."),
    .title("Names for addresses"),
    .command("#alias team bob@example.org carol@example.net", note: "mail team"),
  ]

  /// The whole file.
  static var text: String {
    var text = """
      # mail.rc: settings of mail(1), for all users as /etc/mail.rc, for one as ~/.mailrc.
      #
      # A line is a command; what follows a number sign at its beginning is a comment. A value with blanks stands in
      # quotes, and a backslash at the end goes on with the next line. mail.rc(5) explains every setting.
      # A line such as `#set hold' is off: take the number sign away to turn it on.

      """
    for line in lines {
      switch line {
      case .title(let title): text += "\n### \(title)\n"
      case .note(let note): text += "\n# \(note)\n"
      case .on(let setting, let command): text += "\n# \(setting.declaration.help)\n\(command)\n"
      case .off(let setting, let command): text += "\n# \(setting.declaration.help)\n#\(command)\n"
      case .command(let command, let note): text += "\n# \(note)\n\(command)\n"
      }
    }
    return text
  }

  /// The settings that the file names, so that a test finds a forgotten one.
  static var settings: [Setting] {
    lines.compactMap { line in
      switch line {
      case .on(let setting, _), .off(let setting, _): setting
      case .title, .note, .command: nil
      }
    }
  }
}

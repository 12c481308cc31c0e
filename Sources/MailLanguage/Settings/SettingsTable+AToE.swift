extension Setting {
  /// Declarations of settings from the signs and capitals to e.
  var declarationAToE: SettingDeclaration {
    switch self {
    case .errorNumber: .init("!", .readOnly, .none, "", 3, "s", "The number of the last system error.")
    case .parameterCount: .init("#", .value, .none, "", 3, "s", "How many arguments the running macro got.")
    case .parameters: .init("*", .value, .none, "", 3, "s", "The arguments of the running macro, as one text.")
    case .macroName: .init("0", .value, .none, "", 3, "s", "The name of the running macro.")
    case .lastStatus: .init("?", .readOnly, .none, "", 3, "s", "The status of the last command, 0 when it worked.")
    case .quotedParameters: .init("@", .value, .none, "", 3, "s", "The arguments of the running macro, each quoted.")
    case .columns:
      .init("COLUMNS", .number, .imported, "", 2, "s", "The width of the screen, if not as the terminal says.")
    case .dead:
      .init(
        "DEAD", .value, .importedEmptyIsUnset, "~/dead.letter", 1, "pbhsg",
        "The file that keeps messages which could not be sent.")
    case .editor: .init("EDITOR", .value, .importedEmptyIsUnset, "vi", 1, "pbhsg", "The editor of ~e and edit.")
    case .home: .init("HOME", .value, .imported, "", 1, "pbhsg", "Your home directory.")
    case .lang: .init("LANG", .value, .imported, "", 2, "phg", "The locale where LC_ALL and LC_CTYPE are not set.")
    case .lcAll: .init("LC_ALL", .value, .imported, "", 2, "phsg", "The locale, above all others.")
    case .lcCtype:
      .init(
        "LC_CTYPE", .value, .imported, "", 2, "phsg",
        "The locale of characters, which gives the charset of the terminal.")
    case .lcMessages:
      .init("LC_MESSAGES", .value, .imported, "", 3, "p", "The language of messages; this program speaks English.")
    case .lcTime:
      .init("LC_TIME", .value, .imported, "", 3, "p", "The locale of dates; dates in messages stay English.")
    case .lines:
      .init("LINES", .number, .imported, "", 2, "s", "The height of the screen, if not as the terminal says.")
    case .lister: .init("LISTER", .value, .importedEmptyIsUnset, "ls", 2, "pbhs", "The command that folders runs.")
    case .logname: .init("LOGNAME", .value, .imported, "", 2, "bhs", "Your user name.")
    case .mail:
      .init(
        "MAIL", .value, .importedEmptyIsUnset, "", 1, "bhsg",
        "Your system mailbox: a file, or maildir://PATH. Not set: the file of your name in spool-directory.")
    case .mailcaps: .init("MAILCAPS", .value, .imported, "", 3, "s", "The mailcap files, with colons between them.")
    case .mailrc: .init("MAILRC", .value, .importedEmptyIsUnset, "~/.mailrc", 1, "pbhs", "Your start-up file.")
    case .mailxNoSystemRc:
      .init("MAILX_NO_SYSTEM_RC", .boolean, .imported, "", 3, "s", "Do not read the system's start-up file, as -n.")
    case .mbox:
      .init("MBOX", .value, .importedEmptyIsUnset, "~/mbox", 1, "pbhsg", "The file that read messages are moved to.")
    case .nailrc:
      .init("NAILRC", .value, .importedEmptyIsUnset, "", 3, "h", "Your start-up file where MAILRC is not set.")
    case .netrc:
      .init("NETRC", .value, .imported, "~/.netrc", 2, "s", "The file with user names and passwords of servers.")
    case .nlspath: .init("NLSPATH", .value, .none, "", 3, "p", "Where translations lie; without effect.")
    case .noColor: .init("NO_COLOR", .boolean, .imported, "", 2, "o", "With any value: use no colours.")
    case .organization: .init("ORGANIZATION", .value, .imported, "", 3, "h", "The Organization field of new messages.")
    case .pager:
      .init(
        "PAGER", .value, .importedEmptyIsUnset, "", 1, "pbhg",
        "The program that shows long output; less -FR when not set, else more.")
    case .path: .init("PATH", .value, .imported, "", 3, "s", "Where programs are looked for.")
    case .pid: .init("PID", .value, .none, "", 3, "g", "The process id of the program.")
    case .shell: .init("SHELL", .value, .importedEmptyIsUnset, "/bin/sh", 1, "pbhsg", "The shell for ! and |.")
    case .sourceDateEpoch:
      .init(
        "SOURCE_DATE_EPOCH", .value, .imported, "", 3, "s",
        "A fixed time in seconds, for output that can be reproduced.")
    case .capitalSign: .init("Sign", .value, .none, "", 2, "phg", "The text that ~A puts in.")
    case .term: .init("TERM", .value, .imported, "", 2, "phsg", "The type of the terminal.")
    case .tmpdir: .init("TMPDIR", .value, .importedEmptyIsUnset, "/tmp", 2, "hs", "The directory for temporary files.")
    case .tz: .init("TZ", .value, .imported, "", 2, "p", "The time zone.")
    case .environmentUser: .init("USER", .value, .imported, "", 2, "bhs", "Your user name where LOGNAME is not set.")
    case .visual: .init("VISUAL", .value, .importedEmptyIsUnset, "vi", 1, "pbhsg", "The editor of ~v and visual.")
    case .errorInfo:
      .init(
        "^", .value, .none, "", 3, "s", "The error of the last command in words; ^ERR, ^ERRNAME and ^ERRDOC tell more.")
    case .account: .init("account", .readOnly, .none, "", 2, "s", "The account in use; the account command changes it.")
    case .addFileRecipients:
      .init(
        "add-file-recipients", .boolean, .none, "", 3, "s",
        "Name files and commands that get the message in its To field too.")
    case .agentShellLookup:
      .init(
        "agent-shell-lookup", .value, .none, "", 3, "s",
        "A command that once gave passwords; password-command does that now; without effect in this version.")
    case .allnet:
      .init(
        "allnet", .boolean, .none, "", 2, "pbhsg",
        "Take two addresses as the same person when the parts before the @ agree.")
    case .append:
      .init(
        "append", .boolean, .none, "", 1, "pbhg",
        "Add messages moved to mbox at its end, not in front of what it holds.")
    case .appenddeadletter:
      .init(
        "appenddeadletter", .boolean, .none, "", 3, "g",
        "Add to the dead letter file instead of replacing it; always so here unless posix is set.")
    case .askatend:
      .init("askatend", .boolean, .none, "", 2, "hs", "Ask for Cc and Bcc behind the text instead of before it.")
    case .askattach:
      .init("askattach", .boolean, .none, "", 2, "h", "Ask for files to attach when the text is finished.")
    case .askbcc: .init("askbcc", .boolean, .none, "", 1, "pbhsg", "Ask for blind copies at a terminal.")
    case .askcc: .init("askcc", .boolean, .none, "", 1, "pbhg", "Ask for copies at a terminal.")
    case .asksend:
      .init(
        "asksend", .boolean, .none, "", 2, "s",
        "Show the addresses and ask once more before a message is sent from a terminal.")
    case .asksign:
      .init(
        "asksign", .boolean, .none, "", 3, "hs",
        "Ask whether the message shall be signed; without effect in this version.")
    case .asksub:
      .init("asksub", .boolean, .none, "on", 1, "pbhsg", "Ask for a subject at a terminal when none was given.")
    case .attachmentAskCharset:
      .init(
        "attachment-ask-charset", .boolean, .none, "", 3, "h",
        "Ask for the charset of each attachment in the attachment list; without effect in this version.")
    case .attachmentAskContentDescription:
      .init(
        "attachment-ask-content-description", .boolean, .none, "", 3, "h",
        "Ask for a description of each attachment; without effect in this version.")
    case .attachmentAskContentDisposition:
      .init(
        "attachment-ask-content-disposition", .boolean, .none, "", 3, "h",
        "Ask whether each attachment is shown inline or kept apart; without effect in this version.")
    case .attachmentAskContentId:
      .init(
        "attachment-ask-content-id", .boolean, .none, "", 3, "h",
        "Ask for the Content-ID of each attachment; without effect in this version.")
    case .attachmentAskContentType:
      .init(
        "attachment-ask-content-type", .boolean, .none, "", 3, "h",
        "Ask for the type of each attachment; without effect in this version.")
    case .attrlist:
      .init(
        "attrlist", .value, .none, "NUROSPMFAT+-$~", 3, "hs",
        "The letters for the state of a message in the header summary: new, unread, read in this session, read, saved, "
          + "held, for mbox, flagged, answered, draft, with collapsed answers, collapsed.")
    case .autobcc: .init("autobcc", .value, .none, "", 2, "h", "Addresses that get a blind copy of everything sent.")
    case .autocc: .init("autocc", .value, .none, "", 2, "hs", "Addresses that get a copy of everything sent.")
    case .autocollapse:
      .init("autocollapse", .boolean, .none, "", 3, "h", "Fold the answers of each thread when the view is threaded.")
    case .autoprint:
      .init(
        "autoprint", .boolean, .none, "", 1, "pbhsg", "Show the current message after delete and undelete."
      )
    case .autosort:
      .init(
        "autosort", .choice, .none, "", 2, "hs",
        "The order in which a folder is shown when it is opened, as for the sort command.",
        values: "none date from size spam status subject thread to")
    case .autothread:
      .init("autothread", .boolean, .none, "", 3, "hs", "Show folders as threads; the same as autosort=thread.")
    case .bang:
      .init("bang", .boolean, .none, "", 2, "phg", "Replace ! in the commands of ! and ~! by the command before.")
    case .bangData:
      .init(
        "bang-data", .readOnly, .none, "", 3, "s",
        "The shell command that ! stands for; without effect in this version.")
    case .bindInterByteTimeout:
      .init(
        "bind-inter-byte-timeout", .number, .none, "200", 3, "s",
        "Milliseconds to wait for the next byte of a key; without effect in this version.")
    case .bindInterKeyTimeout:
      .init(
        "bind-inter-key-timeout", .number, .none, "", 3, "s",
        "Milliseconds to wait for the next key of a key sequence; without effect in this version."
      )
    case .bsdannounce:
      .init("bsdannounce", .boolean, .none, "", 3, "hs", "Print the header summary after folder and file.")
    case .bsdcompat:
      .init(
        "bsdcompat", .boolean, .none, "", 2, "hs", "Look like BSD mail: its prompt, its order of questions, its words.")
    case .bsdflags:
      .init("bsdflags", .boolean, .none, "", 3, "h", "Use the letters of BSD mail for the state of messages.")
    case .bsdheadline:
      .init(
        "bsdheadline", .boolean, .none, "", 3, "hs",
        "Quote the subjects of the header summary and give the columns more room, as bsdcompat does.")
    case .bsdmsgs:
      .init(
        "bsdmsgs", .boolean, .none, "", 3, "h",
        "Use the wording of BSD mail in notices; without effect in this version.")
    case .bsdorder:
      .init(
        "bsdorder", .boolean, .none, "", 3, "hs",
        "Write the Subject field behind To, as BSD mail does; without effect in this version.")
    case .bsdset:
      .init(
        "bsdset", .boolean, .none, "", 3, "h", "List variables in the form of BSD mail; without effect in this version."
      )
    case .buildCc:
      .init(
        "build-cc", .readOnly, .none, "", 3, "s", "The compiler that built the program; without effect in this version."
      )
    case .buildLd:
      .init(
        "build-ld", .readOnly, .none, "", 3, "s", "The linker that built the program; without effect in this version.")
    case .buildOauthHelper:
      .init(
        "build-oauth-helper", .readOnly, .none, "", 3, "s",
        "The place of a helper for OAuth that came with the program; without effect in this version.")
    case .buildOs:
      .init(
        "build-os", .readOnly, .none, "", 3, "s",
        "The system the program was built for; without effect in this version.")
    case .buildRest:
      .init(
        "build-rest", .readOnly, .none, "", 3, "s",
        "Other facts of how the program was built; without effect in this version.")
    case .ccolour:
      .init(
        "ccolour", .value, .none, "", 3, "o",
        "The colours of single parts of the display; without effect in this version.")
    case .chainedJunkTokens:
      .init("chained-junk-tokens", .boolean, .none, "", 3, "h", "Taken from Heirloom's junk filter without effect.")
    case .charset7bit:
      .init(
        "charset-7bit", .charset, .none, "us-ascii", 3, "s", "The charset that a text of plain ASCII is labelled with.")
    case .charset8bit:
      .init(
        "charset-8bit", .charset, .none, "utf-8", 2, "s",
        "The charset that comes last when the others of sendcharsets do not fit.")
    case .charsetLocale: .init("charset-locale", .readOnly, .none, "", 3, "s", "The charset of the locale.")
    case .charsetUnknown8bit:
      .init(
        "charset-unknown-8bit", .value, .none, "", 3, "s",
        "Read texts whose charset is given as unknown-8bit in this one; without effect in this version.")
    case .cmd:
      .init(
        "cmd", .value, .none, "", 2, "phsg",
        "The command that pipe runs when it is given none. Not set: none, and pipe wants one.")
    case .color: .init("color", .boolean, .none, "", 2, "os", "Use colours on a terminal that has them.")
    case .colourDisable: .init("colour-disable", .boolean, .none, "", 2, "s", "Use no colours.")
    case .colourPager:
      .init(
        "colour-pager", .boolean, .none, "", 3, "s",
        "Use colours in what the pager shows too; without effect in this version.")
    case .cols:
      .init(
        "cols", .value, .none, "", 3, "s", "The width of the screen where it is needed; without effect in this version."
      )
    case .contactMail:
      .init("contact-mail", .readOnly, .none, "", 3, "s", "The address of the makers; without effect in this version.")
    case .contactWeb:
      .init("contact-web", .readOnly, .none, "", 3, "s", "The web page of the makers; without effect in this version.")
    case .contentDescriptionForwardedMessage:
      .init(
        "content-description-forwarded-message", .value, .none, "", 3, "s",
        "The description of a message forwarded as an attachment; without effect in this version.")
    case .contentDescriptionQuoteAttachment:
      .init(
        "content-description-quote-attachment", .value, .none, "", 3, "s",
        "The description of an original attached to a reply; without effect in this version.")
    case .contentDescriptionSmimeMessage:
      .init(
        "content-description-smime-message", .value, .none, "", 3, "s",
        "The description of an encrypted message; without effect in this version.")
    case .contentDescriptionSmimeSignature:
      .init(
        "content-description-smime-signature", .value, .none, "", 3, "s",
        "The description of a signature; without effect in this version.")
    case .crt:
      .init(
        "crt", .number, .none, "", 1, "pbhsg",
        "At a terminal, use the pager for more lines of the screen than this; without a number, for more than it holds. Not set: never."
      )
    case .customhdr:
      .init(
        "customhdr", .value, .none, "", 2, "s",
        "Header fields for every new message, as `Name: text', separated by commas.")
    case .datefield:
      .init(
        "datefield", .value, .none, "", 2, "hsg",
        "Show the time of the Date field in the header summary, in a value's strftime(3) format. Not set: when the message came."
      )
    case .datefieldMarkoutOlder:
      .init(
        "datefield-markout-older", .value, .none, "", 3, "s",
        "The strftime(3) format for dates of last year and before in the header summary.")
    case .debug: .init("debug", .boolean, .none, "", 2, "pbhsg", "Tell what would be done, and send nothing.")
    case .decodeFallback:
      .init(
        "decode-fallback", .value, .none, "", 3, "g",
        "How characters are shown that the terminal cannot show; without effect in this version.")
    case .disconnected:
      .init("disconnected", .boolean, .chain, "", 3, "hs", "Read the cache of an IMAP server instead of the server.")
    case .dispositionNotificationSend:
      .init(
        "disposition-notification-send", .boolean, .none, "", 3, "s",
        "Ask the reader's program to send a note when the message is read.")
    case .dot:
      .init("dot", .boolean, .none, "on", 1, "pbhg", "A line with nothing but a dot ends the message at a terminal.")
    case .dotlockDisable:
      .init(
        "dotlock-disable", .boolean, .none, "", 3, "s",
        "Lock mailboxes by fcntl(2) alone, without a .lock file; without effect in this version.")
    case .dotlockIgnoreError:
      .init(
        "dotlock-ignore-error", .boolean, .none, "", 3, "s",
        "Go on when the .lock file cannot be made; without effect in this version.")
    case .dsn:
      .init(
        "dsn", .choices, .none, "", 2, "o",
        "Ask the server for delivery reports; full has whole messages come back.",
        values: "never success failure delay headers|hdrs full")
    case .editalong:
      .init(
        "editalong", .choice, .none, "", 2, "s",
        "Open the editor at once when a message is begun; v as its value takes VISUAL.", values: "v")
    case .editheaders:
      .init("editheaders", .boolean, .none, "", 2, "hg", "Let the editor change the header fields as well.")
    case .emptybox:
      .init("emptybox", .boolean, .none, "", 3, "h", "Keep folders that become empty; without effect in this version.")
    case .emptystart: .init("emptystart", .boolean, .none, "", 2, "hsg", "Start although the mailbox holds no message.")
    case .errexit:
      .init(
        "errexit", .boolean, .none, "", 2, "s",
        "End the program with its status when a command fails, in pipes, files and macros too; a message is kept where an escape fails. Not set: go on."
      )
    case .errorsLimit:
      .init(
        "errors-limit", .number, .none, "8000", 3, "s",
        "How many errors are kept for the errors command; without effect in this version.")
    case .escape:
      .init(
        "escape", .value, .none, "~", 1, "pbhsg", "The character in front of the escapes of a message; empty for none.")
    case .expandaddr:
      .init(
        "expandaddr", .choices, .none, "", 1, "bhs",
        "Allow files and pipes as recipients; or what exactly, with commas and + or - before each. Not set: people alone.",
        values:
          "all file pipe name addr fcc restrict nametoaddr domaincheck |noalias|namehostex|fail|failinvaddr|shquote|yes|on|true|1"
      )
    case .expandaddrDomaincheck:
      .init(
        "expandaddr-domaincheck", .value, .none, "", 3, "s",
        "The domains that a recipient may have, with commas; those of this machine may be had too.")
    case .expandargv:
      .init(
        "expandargv", .value, .none, "", 3, "s",
        "Hand words behind -- to sendmail; any value, or fail to end with an error.")
    case .expert: .init("expert", .value, .none, "", 3, "s", "Be less wordy; without effect in this version.")
    default: declarationFToN
    }
  }
}

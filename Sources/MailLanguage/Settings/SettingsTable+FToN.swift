extension Setting {
  /// Declarations of settings from f to n.
  var declarationFToN: SettingDeclaration {
    switch self {
    case .features: .init("features", .readOnly, .none, "", 3, "s", "What the program was built with.")
    case .flipr:
      .init("flipr", .boolean, .none, "", 2, "phsg", "Let reply answer the author alone and Reply everybody.")
    case .folder:
      .init(
        "folder", .value, .emptyIsUnset, "", 1, "pbhg",
        "The directory that a + in front of a folder name stands for; a name without a slash at its front lies in your home directory. Not set: the + is a letter like others."
      )
    case .folderHook:
      .init(
        "folder-hook", .value, .chain, "", 3, "hs",
        "The macro that is run when a folder is opened; folder-hook-NAME for one folder.")
    case .folderResolved: .init("folder-resolved", .readOnly, .none, "", 3, "s", "The directory of folder, in full.")
    case .followupTo:
      .init(
        "followup-to", .boolean, .none, "", 3, "s", "Write a Mail-Followup-To field in mail to known mailing lists.")
    case .followupToAddCc:
      .init(
        "followup-to-add-cc", .boolean, .none, "", 3, "s",
        "Name yourself in Mail-Followup-To of lists you are not subscribed to.")
    case .followupToHonour:
      .init(
        "followup-to-honour", .choice, .none, "yes", 2, "s",
        "Whether a reply goes where Mail-Followup-To says; ask-yes and ask-no ask at a terminal.",
        values:
          "yes|y|on|true|1 no|n|off|false|0 ask-yes|ask-y|ask-on|ask-true|ask-1|ask ask-no|ask-n|ask-off|ask-false|ask-0"
      )
    case .forwardAddCc:
      .init("forward-add-cc", .boolean, .none, "", 3, "s", "Send the author of a forwarded message a copy.")
    case .forwardAsAttachment:
      .init(
        "forward-as-attachment", .boolean, .none, "", 2, "h",
        "Forward messages whole, as attachments, instead of in the text.")
    case .forwardInjectHead:
      .init(
        "forward-inject-head", .value, .none, "-------- Original Message --------", 3, "s",
        "The line above a message that is forwarded in the text.")
    case .forwardInjectTail:
      .init("forward-inject-tail", .value, .none, "", 3, "s", "The line below a message that is forwarded in the text.")
    case .from:
      .init(
        "from", .addresses, .emptyIsUnset, "", 1, "bhs",
        "Your address, with or without a name; several with commas, the first being the Sender unless sender is set. Not set: your user name at hostname."
      )
    case .fromfield:
      .init(
        "fromfield", .boolean, .none, "on", 3, "g",
        "Take the sender of a message from its From field; without effect in this version.")
    case .fullnames:
      .init(
        "fullnames", .boolean, .none, "on", 2, "hsg",
        "Keep the names beside addresses in replies and on the command line.")
    case .gnuLastCommand: .init("gnu-last-command", .readOnly, .none, "", 3, "g", "The command that was run last.")
    case .header:
      .init(
        "header", .boolean, .none, "on", 1, "pbhsg",
        "Print the header summary when a folder is opened; noheader for none.")
    case .headline:
      .init(
        "headline", .value, .none, "", 2, "hsg",
        "The format of a line of the header summary, see HEADER SUMMARY in mail.rc(5).")
    case .headlineBidi:
      .init(
        "headline-bidi", .value, .none, "", 3, "s",
        "How lines with text from right to left are framed; without effect in this version.")
    case .headlinePlain:
      .init(
        "headline-plain", .boolean, .none, "on", 3, "s", "Use only ASCII marks in the header summary; always so here.")
    case .historyFile:
      .init(
        "history-file", .value, .none, "", 2, "s",
        "The file that keeps the lines typed at the prompt for later sessions. Not set: none.")
    case .historyGabby:
      .init(
        "history-gabby", .value, .none, "", 3, "s",
        "Keep more kinds of lines in the history; without effect in this version.")
    case .historyGabbyPersist:
      .init(
        "history-gabby-persist", .boolean, .none, "", 3, "s",
        "Write the further lines to the history file too; without effect in this version.")
    case .historySize:
      .init("history-size", .number, .none, "", 3, "s", "How many lines the history holds; 1000 when not set.")
    case .hold:
      .init(
        "hold", .boolean, .none, "", 1, "pbhsg",
        "Leave messages that were read in the system mailbox instead of moving them to mbox.")
    case .hostname:
      .init(
        "hostname", .value, .emptyIsUnset, "", 2, "h",
        "The domain of your address where from names none; recipients without one are names of this machine. Not set: the full name of the machine, or what /etc/mailname says where it has none."
      )
    case .iconvDisable:
      .init("iconv-disable", .value, .none, "", 3, "s", "Convert no charsets; without effect in this version.")
    case .idnaDisable:
      .init(
        "idna-disable", .boolean, .none, "", 3, "s",
        "Leave domains with letters beyond ASCII as they are.")
    case .ifs:
      .init(
        "ifs", .value, .none, "", 3, "s", "The characters that separate words for read."
      )
    case .ifsWs:
      .init(
        "ifs-ws", .readOnly, .none, "", 3, "s",
        "The blanks among the characters of ifs.")
    case .ignore: .init("ignore", .boolean, .none, "", 2, "pbhsg", "Ignore interrupts while a message is composed.")
    case .ignoreeof:
      .init("ignoreeof", .boolean, .none, "", 1, "pbhg", "Do not end at the end of input typed at a terminal.")
    case .imapAuth:
      .init(
        "imap-auth", .value, .chain, "login", 1, "hs",
        "How to log in to IMAP: login, plain, cram-md5, gssapi and others, or auto; without effect in this version."
      )
    case .imapCache:
      .init(
        "imap-cache", .value, .none, "", 2, "hs",
        "The directory that keeps messages of IMAP servers; without effect in this version.")
    case .imapDelim:
      .init(
        "imap-delim", .value, .chain, "", 3, "s",
        "The characters that may separate levels of IMAP folders; without effect in this version.")
    case .imapKeepalive:
      .init(
        "imap-keepalive", .number, .chain, "", 3, "hs",
        "Seconds between signs of life to an IMAP server; without effect in this version.")
    case .imapListDepth:
      .init(
        "imap-list-depth", .number, .none, "2", 3, "hs",
        "How many levels folders lists on an IMAP server; without effect in this version.")
    case .imapUseStarttls:
      .init(
        "imap-use-starttls", .boolean, .chain, "", 2, "hs",
        "Require STARTTLS for imap:// servers; without effect in this version.")
    case .inbox: .init("inbox", .value, .emptyIsUnset, "", 2, "s", "The system mailbox in the place of MAIL.")
    case .indentprefix: .init("indentprefix", .value, .none, "\t", 1, "pbhg", "The text in front of quoted lines.")
    case .inplacealiases:
      .init(
        "inplacealiases", .boolean, .none, "", 3, "g",
        "Replace aliases by their addresses before a message is composed; without effect in this version.")
    case .interactive:
      .init("interactive", .value, .none, "", 3, "bh", "Whether a person is there; kept for old files.")
    case .json:
      .init("json", .boolean, .none, "", 2, "o", "Print one JSON object a line instead of text; see mail-json(7).")
    case .junkdb: .init("junkdb", .value, .none, "", 3, "h", "The database of Heirloom's junk filter; without effect.")
    case .keep:
      .init(
        "keep", .boolean, .none, "on", 1, "pbhsg",
        "Keep a mailbox that becomes empty as an empty file; without it one is removed in posix mode.")
    case .keepContentLength:
      .init(
        "keep-content-length", .boolean, .none, "", 3, "s",
        "Keep the Content-Length and Lines fields of saved messages; without effect in this version.")
    case .keepsave:
      .init(
        "keepsave", .boolean, .none, "", 1, "pbhsg", "Keep messages in the mailbox although they were saved elsewhere.")
    case .lineEditorConfig:
      .init(
        "line-editor-config", .value, .none, "", 3, "s", "Details of the line editor; without effect in this version.")
    case .lineEditorCplWordBreaks:
      .init(
        "line-editor-cpl-word-breaks", .value, .none, "", 3, "s",
        "The characters where words end for completion; without effect in this version.")
    case .lineEditorDisable:
      .init(
        "line-editor-disable", .boolean, .none, "", 2, "s", "Read lines as the terminal gives them, without an editor.")
    case .lineEditorNoDefaults:
      .init(
        "line-editor-no-defaults", .boolean, .none, "", 3, "s",
        "Give the line editor no keys of its own; without effect in this version.")
    case .lockTimeout:
      .init(
        "lock-timeout", .number, .none, "5", 2, "o",
        "Seconds to wait for mailboxes that other programs have locked, for all that a message goes to together.")
    case .logPrefix: .init("log-prefix", .value, .none, "", 3, "s", "The text in front of notices and errors.")
    case .logfile:
      .init("logfile", .value, .emptyIsUnset, "", 2, "o", "A file that gets one line for each message sent.")
    case .mailboxBasename:
      .init("mailbox-basename", .readOnly, .none, "", 3, "s", "The last part of the name of the open folder.")
    case .mailboxDisplay:
      .init("mailbox-display", .readOnly, .none, "", 3, "s", "The name of the open folder as it is shown.")
    case .mailboxReadOnly:
      .init("mailbox-read-only", .readOnly, .none, "", 3, "s", "Set when the open folder cannot be changed.")
    case .mailboxResolved: .init("mailbox-resolved", .readOnly, .none, "", 3, "s", "The full name of the open folder.")
    case .mailcapDisable: .init("mailcap-disable", .boolean, .none, "", 3, "s", "Read no mailcap files.")
    case .mailx:
      .init(
        "mailx", .boolean, .none, "", 3, "g", "Ask in the order of traditional mailx; without effect in this version.")
    case .mailxBcc: .init("mailx-bcc", .readOnly, .none, "", 3, "s", "In a macro of composing: the blind copies.")
    case .mailxCc: .init("mailx-cc", .readOnly, .none, "", 3, "s", "In a macro of composing: the copies.")
    case .mailxCommand:
      .init("mailx-command", .readOnly, .none, "", 3, "s", "In a macro of composing: the command that began it.")
    case .mailxExtraRc:
      .init("mailx-extra-rc", .value, .none, "", 3, "s", "One more start-up file, read last; another may set it.")
    case .mailxFrom: .init("mailx-from", .readOnly, .none, "", 3, "s", "In a macro of composing: the author.")
    case .mailxOrigBcc:
      .init(
        "mailx-orig-bcc", .readOnly, .none, "", 3, "s",
        "In a macro of a reply: the blind copies of the original; without effect in this version.")
    case .mailxOrigCc:
      .init(
        "mailx-orig-cc", .readOnly, .none, "", 3, "s",
        "In a macro of a reply: the copies of the original; without effect in this version.")
    case .mailxOrigFrom:
      .init(
        "mailx-orig-from", .readOnly, .none, "", 3, "s",
        "In a macro of a reply: the author of the original; without effect in this version.")
    case .mailxOrigTo:
      .init(
        "mailx-orig-to", .readOnly, .none, "", 3, "s",
        "In a macro of a reply: the recipients of the original; without effect in this version.")
    case .mailxRawBcc:
      .init("mailx-raw-bcc", .readOnly, .none, "", 3, "s", "In a macro of composing: the blind copies before aliases.")
    case .mailxRawCc:
      .init("mailx-raw-cc", .readOnly, .none, "", 3, "s", "In a macro of composing: the copies before aliases.")
    case .mailxRawTo:
      .init("mailx-raw-to", .readOnly, .none, "", 3, "s", "In a macro of composing: the recipients before aliases.")
    case .mailxSender: .init("mailx-sender", .readOnly, .none, "", 3, "s", "In a macro of composing: the sender.")
    case .mailxSubject: .init("mailx-subject", .readOnly, .none, "", 3, "s", "In a macro of composing: the subject.")
    case .mailxTo: .init("mailx-to", .readOnly, .none, "", 3, "s", "In a macro of composing: the recipients.")
    case .markanswered: .init("markanswered", .boolean, .none, "on", 2, "hs", "Mark messages that you answered.")
    case .maximumUnencodedLineLength:
      .init(
        "maximum-unencoded-line-length", .number, .none, "950", 2, "h",
        "Encode a text that has a line longer than this.")
    case .mboxFccAndPcc:
      .init(
        "mbox-fcc-and-pcc", .boolean, .none, "on", 3, "s",
        "Give commands that get a copy an entry of a mailbox, with its From_ line, as files always get.")
    case .mboxRfc4155:
      .init(
        "mbox-rfc4155", .boolean, .none, "", 3, "s",
        "Be strict about what separates the messages of a mailbox file; without effect in this version.")
    case .memdebug: .init("memdebug", .boolean, .none, "", 3, "s", "For development; without effect.")
    case .messageId:
      .init("message-id", .value, .none, "", 3, "s", "The form of Message-ID fields; without effect in this version.")
    case .messageIdDisable: .init("message-id-disable", .boolean, .none, "", 3, "s", "Write no Message-ID field.")
    case .messageInjectHead:
      .init("message-inject-head", .value, .none, "", 3, "s", "A text in front of every message.")
    case .messageInjectTail:
      .init("message-inject-tail", .value, .none, "", 2, "s", "A text behind every message, a signature for instance.")
    case .metamail: .init("metamail", .boolean, .none, "on", 3, "g", "Taken from GNU mail without effect.")
    case .metoo:
      .init(
        "metoo", .boolean, .none, "", 2, "pbhg",
        "Keep yourself among the recipients of a group or a reply to everybody.")
    case .mime: .init("mime", .boolean, .none, "on", 2, "g", "Write MIME fields; always so here.")
    case .mimeAllowTextControls:
      .init(
        "mime-allow-text-controls", .boolean, .none, "", 3, "s",
        "Call a file text although it has control characters; without effect in this version.")
    case .mimeAlternativeFavourRich:
      .init(
        "mime-alternative-favour-rich", .boolean, .none, "", 3, "s", "Show the HTML form of a message that has both.")
    case .mimeCounterEvidence:
      .init(
        "mime-counter-evidence", .value, .none, "", 3, "s",
        "Look at the name and content of attachments of no particular type; without effect in this version."
      )
    case .mimeEncoding:
      .init(
        "mime-encoding", .choice, .none, "", 2, "s",
        "How text beyond ASCII is encoded. Not set: quoted-printable, or base64 where that is much shorter.",
        values: "quoted-printable|qp base64|b64 8bit|8b")
    case .mimeForceSendout:
      .init(
        "mime-force-sendout", .boolean, .none, "", 2, "s",
        "Send a text as it is when no charset fits; always so here, and no text is hidden.")
    case .mimenoask:
      .init(
        "mimenoask", .value, .none, "", 3, "g",
        "Types that are shown without a question; without effect in this version.")
    case .mimetypesLoadControl:
      .init(
        "mimetypes-load-control", .value, .none, "us", 3, "s",
        "Which files of types are read: s the system's, u yours, or a list; without effect in this version.")
    case .mode: .init("mode", .readOnly, .none, "", 3, "g", "What the program was started for.")
    case .mta:
      .init(
        "mta", .value, .emptyIsUnset, "", 1, "s",
        "How mail leaves: smtp://host, smtps://host, submission://host, a program, local, or test.")
    case .mtaAliases:
      .init(
        "mta-aliases", .value, .none, "", 3, "s",
        "A file of aliases(5) to look up names in; one behind which more than people stand is left to the transport agent."
      )
    case .mtaArguments: .init("mta-arguments", .value, .none, "", 2, "s", "Further arguments for sendmail.")
    case .mtaArgv0: .init("mta-argv0", .value, .none, "sendmail", 3, "s", "The name sendmail is called by.")
    case .mtaBccOk: .init("mta-bcc-ok", .boolean, .none, "", 3, "s", "Leave the Bcc field in what sendmail gets.")
    case .mtaNoDefaultArguments:
      .init("mta-no-default-arguments", .boolean, .none, "", 2, "s", "Give sendmail neither -i nor -m nor -v.")
    case .mtaNoReceiverArguments:
      .init(
        "mta-no-receiver-arguments", .boolean, .none, "", 3, "s", "Name no recipients in the arguments of sendmail.")
    case .mtaTestFile:
      .init("mta-test-file", .value, .emptyIsUnset, "", 3, "o", "The file that mta=test appends messages to.")
    case .mxPort:
      .init("mx-port", .number, .none, "25", 3, "o", "The port of servers that smtp=mx delivers to; for tests.")
    case .mxResolver:
      .init(
        "mx-resolver", .value, .emptyIsUnset, "", 3, "o",
        "The name server that smtp=mx asks, as address or address:port, instead of those in /etc/resolv.conf.")
    case .netrcLookup:
      .init(
        "netrc-lookup", .boolean, .chain, "", 2, "s",
        "Look for user and password in the file NETRC. Unset, a private file is used where it names the server.")
    case .netrcPipe:
      .init("netrc-pipe", .value, .none, "", 2, "s", "A command whose output is read instead of the file NETRC.")
    case .newfolders:
      .init(
        "newfolders", .choice, .none, "", 2, "h",
        "How new folders are made: as a directory in the form of Maildir, or as one file, which is so when it is not set.",
        values: "maildir mbox")
    case .newmail:
      .init(
        "newmail", .choice, .none, "", 2, "hs",
        "Look for new mail at every prompt; nopoll looks only where that costs nothing. Unset or none never; the system mailbox is looked at unless that was said.",
        values: "nopoll none")
    case .nssConfigDir:
      .init(
        "nss-config-dir", .value, .none, "", 1, "h",
        "A store of certificates of other builds; the system's certificates are used here.")
    case .nullbody:
      .init(
        "nullbody", .boolean, .none, "on", 2, "g",
        "Send messages without text; unset it to send nothing and end with status 1.")
    case .nullbodymsg: .init("nullbodymsg", .value, .none, "", 3, "g", "The notice about a message without text.")
    default: declarationOToR
    }
  }
}

extension Setting {
  /// Declarations of settings from o to r.
  var declarationOToR: SettingDeclaration {
    switch self {
    case .oauthTokenCommand:
      .init(
        "oauth-token-command", .value, .chainSecret, "", 2, "o",
        "A command that prints an OAuth 2.0 access token for the server.")
    case .obsoletion:
      .init("obsoletion", .value, .none, "", 3, "s", "Which warnings about old names appear; there are none here.")
    case .onAccountCleanup:
      .init(
        "on-account-cleanup", .value, .chain, "", 3, "s",
        "The macro run when an account is left; on-account-cleanup-NAME for one.")
    case .onComposeCleanup:
      .init("on-compose-cleanup", .value, .none, "", 3, "s", "The macro run after a message was sent or given up.")
    case .onComposeEmbed:
      .init(
        "on-compose-embed", .value, .none, "", 3, "s",
        "The macro that may change a message before it is sent; without effect in this version.")
    case .onComposeEnter:
      .init("on-compose-enter", .value, .none, "", 3, "s", "The macro run before a message is composed.")
    case .onComposeLeave:
      .init(
        "on-compose-leave", .value, .none, "", 3, "s", "The macro run when a message is composed, before it is sent.")
    case .onComposeSplice:
      .init("on-compose-splice", .value, .none, "", 3, "s", "The macro that may give escapes before a message is sent.")
    case .onComposeSpliceShell:
      .init(
        "on-compose-splice-shell", .value, .none, "", 3, "s",
        "The shell command that may give escapes before a message is sent.")
    case .onHistoryAddition:
      .init(
        "on-history-addition", .value, .none, "", 3, "s",
        "The macro that decides what the history keeps; without effect in this version.")
    case .onMailboxEvent:
      .init(
        "on-mailbox-event", .value, .chain, "", 3, "s",
        "The macro run when something happens to a folder; without effect in this version.")
    case .onMainLoopTick:
      .init(
        "on-main-loop-tick", .value, .none, "", 3, "s",
        "The macro run before each prompt.")
    case .onProgramExit:
      .init("on-program-exit", .value, .none, "", 3, "s", "The macro run at the end.")
    case .onResendCleanup:
      .init(
        "on-resend-cleanup", .value, .none, "", 3, "s",
        "The macro run after a message was resent; without effect in this version.")
    case .onResendEnter:
      .init(
        "on-resend-enter", .value, .none, "", 3, "s",
        "The macro run before a message is resent; without effect in this version.")
    case .onehop: .init("onehop", .boolean, .none, "", 3, "pg", "Old rule for addresses with routes; without effect.")
    case .outfilename:
      .init(
        "outfilename", .value, .none, "local", 3, "g",
        "How files for the recipient are named: local, domain or email; without effect in this version.")
    case .outfolder:
      .init(
        "outfolder", .value, .none, "", 2, "phsg",
        "Keep copies of sent mail that are named without a directory below folder; a value names another one.")
    case .page: .init("page", .boolean, .none, "", 3, "phsg", "Put a form feed behind each message given to pipe.")
    case .password:
      .init(
        "password", .value, .chainSecret, "", 1, "s",
        "The password for servers; better password-USER@HOST, password-command or NETRC.")
    case .passwordCommand:
      .init(
        "password-command", .value, .chainSecret, "", 2, "o",
        "A command that prints the password; password-command-USER@HOST for one account.")
    case .pipe:
      .init(
        "pipe", .value, .chain, "", 2, "hs",
        "pipe-TYPE/SUBTYPE or pipe-EXTENSION: the command that gets parts of this kind: text when it is shown, what is no text "
          + "by mimeview; ?* before it shows its output always, ? alone shows the part as plain text.")
    case .piperaw: .init("piperaw", .boolean, .none, "", 3, "hs", "Give pipe the message as it is, not as it is shown.")
    case .pop3Auth:
      .init(
        "pop3-auth", .value, .none, "plain", 2, "s",
        "How to log in to POP3: plain, login, apop, gssapi and others, or auto; without effect in this version."
      )
    case .pop3BulkLoad:
      .init(
        "pop3-bulk-load", .boolean, .none, "", 3, "s",
        "Load whole messages from a POP3 server at the start; without effect in this version.")
    case .pop3Keepalive:
      .init(
        "pop3-keepalive", .number, .none, "", 3, "h",
        "Seconds between signs of life to a POP3 server; without effect in this version.")
    case .pop3NoApop:
      .init(
        "pop3-no-apop", .boolean, .chain, "", 3, "s",
        "Do not use APOP although the server offers it; without effect in this version.")
    case .pop3UseStarttls:
      .init(
        "pop3-use-starttls", .boolean, .chain, "", 2, "hs",
        "Require STLS for pop3:// servers; without effect in this version.")
    case .posix: .init("posix", .boolean, .none, "", 2, "s", "Follow POSIX where habits differ from it.")
    case .printAllChars:
      .init(
        "print-all-chars", .boolean, .none, "", 3, "h", "Once showed control characters as they are; never done here.")
    case .printAlternatives:
      .init(
        "print-alternatives", .boolean, .none, "", 3, "hs",
        "Show all forms of a message that has several; without effect in this version.")
    case .prompt: .init("prompt", .value, .none, "? ", 1, "phg", "The text that asks for a command.")
    case .prompt2: .init("prompt2", .value, .none, ".. ", 3, "s", "The text that asks for the rest of a line.")
    case .queue:
      .init(
        "queue", .boolean, .none, "", 2, "o",
        "Keep messages for a later try when the server cannot be reached, instead of failing.")
    case .queueLifetime:
      .init(
        "queue-lifetime", .duration, .none, "5d", 2, "o",
        "How long the queue tries to send a message, such as 5d or 12h.")
    case .quiet: .init("quiet", .boolean, .none, "", 1, "pbhsg", "Print no version at the start.")
    case .quit: .init("quit", .boolean, .none, "", 3, "g", "An interrupt ends the program.")
    case .quote:
      .init(
        "quote", .choice, .none, "", 2, "h",
        "Begin replies with the original; a value says with what above it, an empty one with quote-inject-head. Not set: without the original.",
        values: "noheading headers allheaders")
    case .quoteAddCc: .init("quote-add-cc", .boolean, .none, "", 3, "s", "Send the quoted author a copy.")
    case .quoteAsAttachment:
      .init("quote-as-attachment", .boolean, .none, "", 3, "s", "Attach the original to replies.")
    case .quoteChars: .init("quote-chars", .value, .none, ">|}:", 3, "s", "The characters that mark quoted lines.")
    case .quoteFold:
      .init(
        "quote-fold", .value, .none, "", 3, "s",
        "Break quoted lines at this column; a second number is the least that a line may hold.")
    case .quoteInjectHead:
      .init(
        "quote-inject-head", .value, .none, "%f wrote:", 3, "s",
        "The line above a quoted message; %f is its author, %d its date.")
    case .quoteInjectTail: .init("quote-inject-tail", .value, .none, "", 3, "s", "The line below a quoted message.")
    case .rOptionImplicit:
      .init(
        "r-option-implicit", .boolean, .none, "on", 3, "s",
        "Give the address of from to sendmail as the envelope sender, as -r does; always so here.")
    case .rc:
      .init(
        "rc", .boolean, .none, "on", 3, "g", "Read the system's start-up file; without effect in this version, see -n.")
    case .readonly: .init("readonly", .boolean, .none, "", 2, "g", "Open folders without changing them, as -R.")
    case .recipientsInCc:
      .init(
        "recipients-in-cc", .boolean, .none, "on", 3, "s",
        "A reply to everybody has the author in To and the others in Cc.")
    case .record:
      .init(
        "record", .value, .emptyIsUnset, "", 1, "pbhg",
        "The file that keeps a copy of each message sent. Not set: no copy is kept.")
    case .recordFiles:
      .init("record-files", .boolean, .none, "", 3, "s", "Keep a copy of messages that go only to files and pipes too.")
    case .recordResent: .init("record-resent", .boolean, .none, "", 3, "h", "Keep a copy of resent messages too.")
    case .recursivealiases:
      .init("recursivealiases", .boolean, .none, "on", 3, "g", "Look up aliases inside aliases; always so here.")
    case .regex: .init("regex", .boolean, .none, "", 3, "g", "Taken from GNU mail; @ searches by pattern here.")
    case .replyInSameAccount:
      .init(
        "reply-in-same-account", .boolean, .none, "", 2, "o",
        "Reply with the account whose from address the message was sent to.")
    case .replyInSameCharset:
      .init("reply-in-same-charset", .boolean, .none, "", 3, "hs", "Use the charset of the original for a reply.")
    case .replyStrings:
      .init(
        "reply-strings", .value, .none, "", 3, "s",
        "Further words like Re: that begin the subject of a reply, with commas.")
    case .replyTo:
      .init("reply-to", .addresses, .emptyIsUnset, "", 2, "s", "The addresses that replies to your mail shall go to.")
    case .replyToHonour:
      .init(
        "reply-to-honour", .choice, .none, "yes", 2, "s",
        "Whether a reply goes where Reply-To says; ask-yes and ask-no ask at a terminal.",
        values:
          "yes|y|on|true|1 no|n|off|false|0 ask-yes|ask-y|ask-on|ask-true|ask-1|ask ask-no|ask-n|ask-off|ask-false|ask-0"
      )
    case .replyToSwapIn:
      .init(
        "reply-to-swap-in", .value, .none, "", 3, "s",
        "Undo what a mailing list did to the author's address; without effect in this version.")
    case .replyprefix:
      .init("replyprefix", .value, .none, "Re: ", 3, "g", "The text in front of the subject of a reply.")
    case .replyregex:
      .init(
        "replyregex", .value, .none, "", 3, "g",
        "The pattern of a subject that is a reply already; without effect in this version.")
    case .returnAddress:
      .init(
        "return-address", .addresses, .none, "", 2, "g", "The envelope sender, and your address where from is not set.")
    case .rfc822BodyFrom:
      .init(
        "rfc822-body-from_", .boolean, .none, "", 3, "s",
        "Show the From_ lines of messages inside messages; without effect in this version.")
    default: declarationSToZ
    }
  }
}

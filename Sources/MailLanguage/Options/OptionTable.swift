/// Every option of every dialect.
///
/// A row of tier 0 is another spelling of a row above it, or refused by this version; it is read and not listed.
let optionTable: [OptionDeclaration] = [
  // Composing.
  .init("s", "subject", .subject, .required, "subject", 1, "pbhsg", "Set the subject; line ends in it become blanks."),
  .init("c", "cc", .cc, .required, "addresses", 1, "bhs", "Send a copy to these addresses; may be given again."),
  .init("b", "bcc", .bcc, .required, "addresses", 1, "bhs", "Send a blind copy; the addresses appear in no header."),
  .init(
    "a", "", .attach, .required, "file | field", 1, "bhsg",
    "Attach a file (a text as file=CHARSET, file=FROM#TO), or add a field `Name: text' if no file has that name."),
  .init(" ", "attach", .attachAs, .required, "file", 2, "sg", "Attach a file, whatever its name looks like."),
  .init(
    "A", "account", .accountOrFile, .required, "account | file", 2, "hsg",
    "Use an account of the start-up files; a readable file of that name is attached instead."),
  .init(
    "r", "return-address", .from, .required, "address", 1, "pbhsg",
    "Send as this address: the envelope, and the From field unless that is given."),
  .init(" ", "reply-to", .replyTo, .required, "address", 2, "o", "Ask for replies to this address."),
  .init(
    "C", "append", .header, .required, "field: text", 2, "sg", "Add a header field to the message; may be given again."),
  .init(
    "t", "to", .template, .none, "", 1, "hsg",
    "Take recipients and fields from the head of the input; those of the command line are added."),
  .init(
    "T", "target", .receiver, .required, "field: address", 3, "hsg",
    "Add a recipient to the named field: to, cc, bcc or fcc. Where mail is read, a file for the ids of what was read."),
  .init("q", "quote-file", .quoteFile, .byContext, "file", 2, "hs", "Begin the text with this file; - is the input."),
  .init(
    "m", "body-file", .bodyFile, .required, "file", 2, "s", "Use a file as the text, with the type of its content."),
  .init("M", "body-type", .bodyType, .byContext, "type", 2, "sg", "Send the input as one part of this MIME type."),
  .init(
    " ", "html", .html, .required, "file | - | auto", 2, "o",
    "Send HTML, with a plain text made from it and its local images. With auto, input that was coloured for a terminal goes as HTML beside its text."
  ),
  .init(
    " ", "markdown", .markdown, .none, "", 2, "o",
    "Read the text as Markdown and send HTML beside it, with local images; needs libcmark-gfm."),
  .init(
    "E", "discard-empty-messages", .skipEmpty, .byContext, "command", 1, "bhsg",
    "Send nothing when the text is empty. Followed by a mail command it runs that first, as in GNU mail."),
  .init("F", "byname", .byName, .none, "", 2, "phsg", "Keep a copy in a file named after the first recipient."),
  .init(
    " ", "content-type", .contentType, .required, "type", 2, "g",
    "The type of the attachments that follow and, where it stands last or is a text, of the text."),
  .init(" ", "content-name", .contentName, .required, "name", 3, "g", "The name parameter of the next attachment."),
  .init(" ", "content-filename", .contentFilename, .required, "name", 3, "g", "The file name of the next attachment."),
  .init(
    " ", "encoding", .encoding, .required, "name", 3, "g",
    "The transfer encoding of the text attachments that follow, and of the text."),
  .init(" ", "attach-fd", .attachDescriptor, .required, "number", 3, "g", "Attach what an open descriptor holds."),
  .init(" ", "alternative", .alternative, .none, "", 3, "g", "Make the parts alternatives of each other."),
  .init(" ", "no-alternative", .noAlternative, .none, "", 0, "g", "Undo --alternative."),
  .init(" ", "mime", .mime, .none, "", 3, "g", "Write MIME fields in any case, as without --no-mime."),
  .init(" ", "no-mime", .noMime, .none, "", 3, "g", "Write MIME fields only where they are needed."),
  .init(" ", "skip-empty-attachments", .skipEmptyAttachments, .none, "", 3, "g", "Leave out parts without content."),
  .init(" ", "no-skip-empty-attachments", .noSkipEmptyAttachments, .none, "", 0, "g", "Keep parts without content."),
  .init(
    "~", "enable-cmd-escapes", .tildeEscapes, .none, "", 1, "hs", "Obey tilde escapes although input is no terminal."),
  .init("I", "interactive", .interactive, .none, "", 2, "bh", "Behave as on a terminal although input is none."),
  .init("i", "ignore", .ignoreInterrupts, .none, "", 2, "pbhsg", "Ignore interrupts while a message is composed."),
  .init(".", "end-options", .forceSend, .none, "", 2, "s", "End the options and compose a message in any case."),
  // Sending.
  .init("v", "verbose", .verbose, .none, "", 1, "bhs", "Show the delivery; no password is ever shown. -vv tells more."),
  .init("d", "debug", .debug, .none, "", 2, "bhs", "Show the message and where it would go; send nothing."),
  .init(" ", "dry-run", .debug, .none, "", 2, "o", "The same as -d."),
  .init(" ", "explain", .explain, .none, "", 2, "o", "Tell how each argument was understood; send nothing."),
  .init(" ", "check", .check, .none, "", 2, "o", "Check the configuration against the server; send nothing."),
  .init(
    " ", "trust", .trust, .required, "host", 2, "o",
    "Show a server's certificate, ask, and accept only this one from now on."),
  .init(
    " ", "queue", .queue, .none, "", 2, "o",
    "List the messages that wait to be sent, and why they wait; remove those that are named behind it."),
  .init(
    " ", "flush", .flush, .none, "", 2, "o",
    "Try now to send the messages that wait, or those that are named; with the word due, those whose time has come."),
  .init(
    " ", "resume", .resume, .optional, "file", 2, "o",
    "Send what lies last in the dead letter file, DEAD or the one named here, or edit it first; a number or the word all names others."
  ),
  .init("h", "", .hops, .byContext, "hops", 3, "hs", "Help; followed by a number, the hop count for sendmail."),
  // Reading.
  .init("f", "file", .file, .optional, "file", 1, "pbhsg", "Read the mailbox of that name, ~/mbox without a name."),
  .init("u", "user", .user, .required, "user", 2, "pbhsg", "Read the system mailbox of another user."),
  .init("e", "exist", .exists, .none, "", 1, "phsg", "Print nothing; exit with 0 if there is mail, else 1."),
  .init("H", "headers", .summary, .none, "", 1, "phsg", "Print the header lines and exit."),
  .init("L", "search", .search, .required, "msglist", 2, "s", "Print the header lines of these messages and exit."),
  .init("p", "print", .printAll, .none, "", 2, "g", "Print all messages and exit; they stay as they are."),
  .init("N", "nosum", .noSummary, .none, "", 1, "pbhsg", "Print no header lines at the start."),
  .init(
    "R", "read-only", .readOnly, .byContext, "address", 2, "hs",
    "Open the mailbox read-only. When a message is sent, followed by an address: the Reply-To."),
  .init("D", "disconnected", .disconnected, .none, "", 3, "hs", "Accepted; mailboxes on servers are not opened."),
  .init(" ", "json", .json, .none, "", 2, "o", "Print one JSON object a line; see mail-json(7)."),
  // Settings and commands.
  .init(
    "S", "set", .set, .required, "name[=value]", 1, "hs", "Set a variable; the start-up files cannot change it back."),
  .init("n", "norc", .noSystemFile, .none, "", 1, "pbhsg", "Do not read the system's start-up file."),
  .init(
    ":", "resource-files", .startupFiles, .required, "letters", 2, "s",
    "Read only these start-up files: s the system's, u the user's, x the extra one, - or / none."),
  .init("X", "startup-cmd", .command, .required, "command", 2, "s", "Run a command before anything else."),
  .init(" ", "exec", .command, .required, "command", 2, "g", "The same as -X."),
  .init(
    "Y", "cmd", .firstCommand, .required, "command", 2, "s",
    "Run a command as if it were typed first; where a message is written, with -~ or at a terminal."),
  .init(
    "#", "batch-mode", .batch, .none, "", 2, "s",
    "Read commands from a script: no prompt, no banner, all commands and escapes; the mailbox is that of -f, or empty."),
  .init("B", "", .lineBuffered, .none, "", 3, "hs", "Write each line as soon as it is complete."),
  .init(
    " ", "dialect", .dialect, .required, "name", 2, "o",
    "Read the command line as bsd, heirloom, snail or gnu would where they differ."),
  .init("V", "version", .version, .none, "", 1, "hsg", "Print the version and exit."),
  .init("?", "help", .help, .none, "", 1, "sg", "Print a summary of the options and exit."),
  .init(" ", "long-help", .longHelp, .none, "", 3, "s", "Print all options and exit."),
  .init(" ", "usage", .usage, .none, "", 3, "g", "Print the forms of the command line and exit."),
  // Other spellings.
  .init(" ", "custom-header", .header, .required, "field: text", 0, "s", "The same as -C."),
  .init(" ", "header", .header, .required, "field: text", 0, "o", "The same as -C."),
  .init(" ", "from-address", .from, .required, "address", 0, "s", "The same as -r."),
  .init(" ", "template", .template, .none, "", 0, "s", "The same as -t."),
  .init(" ", "inbox-of", .user, .required, "user", 0, "s", "The same as -u."),
  .init(" ", "check-and-exit", .exists, .none, "", 0, "s", "The same as -e."),
  .init(" ", "header-summary", .summary, .none, "", 0, "s", "The same as -H."),
  .init(" ", "no-header-summary", .noSummary, .none, "", 0, "s", "The same as -N."),
  .init(" ", "read", .printAll, .none, "", 0, "g", "The same as -p."),
  .init(" ", "quit", .quitOnInterrupt, .none, "", 3, "g", "An interrupt ends the program."),
  .init(" ", "debug-level", .ignored, .required, "level", 0, "g", "Taken from GNU mail without effect."),
  .init(" ", "debug-line-info", .ignored, .none, "", 0, "g", "Taken from GNU mail without effect."),
  .init(" ", "no-debug-line-info", .ignored, .none, "", 0, "g", "Taken from GNU mail without effect."),
  .init(" ", "config-file", .ignored, .required, "file", 0, "g", "Taken from GNU mail without effect."),
  .init(" ", "config-lint", .nothing, .none, "", 0, "g", "Taken from GNU mail: the run ends with nothing done."),
  .init(" ", "config-verbose", .ignored, .none, "", 0, "g", "Taken from GNU mail without effect."),
  .init(" ", "config-help", .nothing, .none, "", 0, "g", "Taken from GNU mail: the run ends with nothing done."),
  .init(
    " ", "show-config-options", .nothing, .none, "", 0, "g", "Taken from GNU mail: the run ends with nothing done."),
  .init(" ", "no-config", .noUserFile, .none, "", 0, "g", "Read no start-up file at all."),
  .init(" ", "no-site-config", .noSystemFile, .none, "", 0, "g", "The same as -n."),
  .init(" ", "no-user-config", .noUserFile, .none, "", 0, "g", "Do not read the user's start-up file."),
]

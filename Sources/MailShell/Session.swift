public import MailBytes
import MailFormat
public import MailLanguage
import MailSystem

// The story of MailShell.
//
// `Startup` reads the command line and the start-up files into a Session. Sending goes through the composer (Compose,
// Send); reading opens a folder (Folder), prints the banner and runs the command loop (Session+Loop). A line becomes a
// command in one place (Session+Execute): name looked up in CommandTable, arguments read by the command's shape, the
// command run, its error printed by `report`. What is shown passes Display; what is typed comes through Terminal.

/// One run of the program: the open folder, what was done to its messages, the settings, and the way to people and files.
///
/// Made once in `main` and passed down; identity matters, so it is a class. Its parts live in extensions, one file each.
public final class Session {
  /// Everything outside.
  public let world: World
  /// What `set` sets.
  public var settings = Settings()
  /// Aliases, macros, accounts, conditions: what the language commands keep besides settings.
  public var language = LanguageState()
  /// Which fields print and type show.
  public lazy var typeSelection = HeaderSelection.shipped
  /// Which fields top shows; nil for the same as print.
  public var topSelection: HeaderSelection?
  /// Which fields save and copy write.
  public var saveSelection = HeaderSelection()
  /// Which fields forward quotes.
  public var forwardSelection = HeaderSelection()

  /// The open folder, nil when there is none.
  public var folder: OpenFolder?
  /// The folder open before this one, for the name `#`.
  var previousFolder: FolderTarget?
  /// The folder that -f named, for `@`.
  var firstFolder: FolderTarget?
  /// The status of the last command, for `$?` and `errexit`.
  public var lastStatus = ExitStatus.success
  /// What a command that failed has told of it beyond that, such as the status of a shell.
  var statusOfFailure: ExitStatus?
  /// Whether tilde escapes are obeyed in texts although nobody types them: -~, -I and -#.
  var obeysEscapes = false
  /// What the program ends with unless a command says otherwise.
  public var exitStatus = ExitStatus.success
  /// Whether what is listed lies in several folders, so that the folder is told as well.
  var namesFolders = false
  /// The criterion searched last, for `()`.
  var lastQuery: SearchQuery?
  /// What tells that the open folder may have changed.
  var watch = FolderWatch()
  /// When new mail was looked for last, in seconds since 1970.
  var lastLook: Int64 = 0
  /// How many command aliases are being expanded inside each other.
  var commandAliasDepth = 0
  /// The last command of `!`, for `bang`.
  var lastShellCommand = ""
  /// Whether the run sends a message instead of reading a mailbox.
  var isSending = false
  /// How much is read of a text or an attachment from a pipe: all, unless it can only be kept and not be sent.
  var inputLimit = Int.max
  /// Arguments of the command line for a local mail transport.
  var mailerArguments: [String] = []
  /// What the identity of the message being sent is made of.
  var messageSeed: [UInt8] = []
  /// How many messages went to the dead letter file in this run.
  var deadLetterCount = 0
  /// How many of them lie beside each other in the file, of which a person may have taken away those before.
  var deadLettersTogether = 0
  /// The file of an editor that a signal ended, which stays until what it holds is kept elsewhere.
  var editedFile: String?
  /// Whether the dead letter file is being sent again, so that `posix` replaces nothing in it.
  var keepsDeadLetters = false
  /// What became of the message that is being sent.
  var sendResult = SendResult()
  /// How many messages JSON told the end of.
  var sendResults = 0
  /// Where the Message-IDs of what was read go, as `-T` asks.
  var idFile: String?
  /// The way out of the message of the queue that is being tried, in the place of what the settings name.
  var queueRoute: QueueRoute?
  /// How long what is being done waits for locks in all, where it needs those of several files.
  var operationLocks: LockPolicy?
  /// What tells the next run that the message on its way may have been sent; nil for a message that lies nowhere.
  var doubtMark: (any DoubtMark)?
  /// The locale whose name tells no charset, and its charset as the system knows it.
  var plainLocale: (name: String, charset: String?)?
  /// Whether the letter that is sent again may have been sent before, so that what is left of it stays in doubt.
  var keepsDoubt = false
  /// The marks of the letters that were kept although they may have been sent.
  var letterMarks: [LetterMark] = []
  /// The signal that ended a sending, taken from the gate so that the message could be kept.
  var takenSignal: Signal?
  /// Whether a folder was opened to be read: from then on a switch of accounts opens another.
  var isReading = false
  /// Whether a message is being composed: until it is finished no other is begun, and the folder stays.
  var isComposing = false
  /// Whether the macro of `folder-hook` runs.
  var isInFolderHook = false
  /// Whether recipients are named by a person, or by a script that may as well run commands of its own.
  var trustsRecipients = false
  /// Whether a person types the commands.
  public var isInteractive = false
  /// Whether results are JSON objects, one a line.
  public var printsJSON: Bool {
    get { settings.flag(.json) }
    set { settings.set(.json, to: newValue ? [] : nil) }
  }

  /// Makes a session in a world.
  public init(world: World) { self.world = world }
}

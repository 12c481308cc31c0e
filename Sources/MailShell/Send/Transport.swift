/// The way a message leaves.
enum Transport {
  /// A server that speaks SMTP or LMTP.
  case server(SubmissionServer)
  /// The servers of each recipient's domain.
  case exchanges
  /// A program with the interface of sendmail, and the arguments its setting names.
  case program(path: String, arguments: [String])
  /// Built-in delivery to local users.
  case local
  /// A file that the whole message is appended to; nil for standard output. Nothing is sent.
  case test(path: String?)
}

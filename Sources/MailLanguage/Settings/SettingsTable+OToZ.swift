extension Setting {
  /// Declarations of settings from o to z.
  var declarationOToZ: SettingDeclaration {
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
      .init("on-compose-embed", .value, .none, "", 3, "s", "The macro that may change a message before it is sent.")
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
      .init("on-history-addition", .value, .none, "", 3, "s", "The macro that decides what the history keeps.")
    case .onMailboxEvent:
      .init("on-mailbox-event", .value, .chain, "", 3, "s", "The macro run when something happens to a folder.")
    case .onMainLoopTick: .init("on-main-loop-tick", .value, .none, "", 3, "s", "The macro run before each prompt.")
    case .onProgramExit: .init("on-program-exit", .value, .none, "", 3, "s", "The macro run at the end.")
    case .onResendCleanup:
      .init("on-resend-cleanup", .value, .none, "", 3, "s", "The macro run after a message was resent.")
    case .onResendEnter:
      .init("on-resend-enter", .value, .none, "", 3, "s", "The macro run before a message is resent.")
    case .onehop: .init("onehop", .boolean, .none, "", 3, "pg", "Old rule for addresses with routes; without effect.")
    case .outfilename:
      .init(
        "outfilename", .value, .none, "local", 3, "g", "How files for the recipient are named: local, domain or email.")
    case .outfolder:
      .init(
        "outfolder", .boolean, .none, "", 2, "phsg",
        "Keep copies of sent mail below folder; a value names another directory.")
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
        "pipe-TYPE/SUBTYPE or pipe-EXTENSION: the command that shows parts of this kind.")
    case .piperaw: .init("piperaw", .boolean, .none, "", 3, "hs", "Give pipe the message as it is, not as it is shown.")
    case .pop3Auth:
      .init(
        "pop3-auth", .value, .none, "plain", 2, "s",
        "How to log in to POP3: plain, login, apop, gssapi, oauthbearer, external or auto.")
    case .pop3BulkLoad:
      .init("pop3-bulk-load", .boolean, .none, "", 3, "s", "Load whole messages from a POP3 server at the start.")
    case .pop3Keepalive:
      .init("pop3-keepalive", .number, .none, "", 3, "h", "Seconds between signs of life to a POP3 server.")
    case .pop3NoApop:
      .init("pop3-no-apop", .boolean, .chain, "", 3, "s", "Do not use APOP although the server offers it.")
    case .pop3UseStarttls:
      .init("pop3-use-starttls", .boolean, .chain, "", 2, "hs", "Require STLS for pop3:// servers.")
    case .posix: .init("posix", .boolean, .none, "", 2, "s", "Follow POSIX where habits differ from it.")
    case .printAllChars:
      .init(
        "print-all-chars", .boolean, .none, "", 3, "h", "Once showed control characters as they are; never done here.")
    case .printAlternatives:
      .init("print-alternatives", .boolean, .none, "", 3, "hs", "Show all forms of a message that has several.")
    case .prompt: .init("prompt", .value, .none, "? ", 1, "phg", "The text that asks for a command.")
    case .prompt2: .init("prompt2", .value, .none, ".. ", 3, "s", "The text that asks for the rest of a line.")
    case .queue:
      .init(
        "queue", .boolean, .none, "", 2, "o",
        "Keep messages for a later try when the server cannot be reached, instead of failing.")
    case .queueLifetime:
      .init(
        "queue-lifetime", .value, .none, "5d", 2, "o", "How long the queue tries to send a message, such as 5d or 12h.")
    case .quiet: .init("quiet", .boolean, .none, "", 1, "pbhsg", "Print no version at the start.")
    case .quit: .init("quit", .boolean, .none, "", 3, "g", "An interrupt ends the program.")
    case .quote:
      .init(
        "quote", .value, .none, "", 2, "h",
        "Begin replies with the original; noheading, headers or allheaders say with what above it.")
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
        "Give the address of from to sendmail as the envelope sender, as -r does.")
    case .rc: .init("rc", .boolean, .none, "on", 3, "g", "Read the system's start-up file.")
    case .readonly: .init("readonly", .boolean, .none, "", 2, "g", "Open folders without changing them, as -R.")
    case .recipientsInCc:
      .init(
        "recipients-in-cc", .boolean, .none, "on", 3, "s",
        "A reply to everybody has the author in To and the others in Cc.")
    case .record:
      .init("record", .value, .emptyIsUnset, "", 1, "pbhg", "The file that keeps a copy of each message sent.")
    case .recordFiles:
      .init("record-files", .boolean, .none, "", 3, "s", "Keep a copy of messages that go only to files and pipes too.")
    case .recordResent: .init("record-resent", .boolean, .none, "", 3, "h", "Keep a copy of resent messages too.")
    case .recursivealiases:
      .init("recursivealiases", .boolean, .none, "on", 3, "g", "Look up aliases inside aliases; always so here.")
    case .regex: .init("regex", .boolean, .none, "", 3, "g", "Taken from GNU mail; @ searches by pattern here.")
    case .replyInSameCharset:
      .init("reply-in-same-charset", .boolean, .none, "", 3, "hs", "Use the charset of the original for a reply.")
    case .replyStrings:
      .init(
        "reply-strings", .value, .none, "", 3, "s",
        "Further words like Re: that begin the subject of a reply, with commas.")
    case .replyTo:
      .init("reply-to", .value, .emptyIsUnset, "", 2, "s", "The addresses that replies to your mail shall go to.")
    case .replyToHonour:
      .init("reply-to-honour", .value, .none, "yes", 2, "s", "Whether a reply goes where Reply-To says: yes or no.")
    case .replyToSwapIn:
      .init("reply-to-swap-in", .value, .none, "", 3, "s", "Undo what a mailing list did to the author's address.")
    case .replyprefix:
      .init("replyprefix", .value, .none, "Re: ", 3, "g", "The text in front of the subject of a reply.")
    case .replyregex:
      .init("replyregex", .value, .none, "", 3, "g", "The pattern of a subject that is a reply already.")
    case .returnAddress:
      .init("return-address", .value, .none, "", 2, "g", "The envelope sender, and your address where from is not set.")
    case .rfc822BodyFrom:
      .init("rfc822-body-from_", .boolean, .none, "", 3, "s", "Show the From_ lines of messages inside messages.")
    case .save:
      .init("save", .boolean, .none, "on", 1, "pbhsg", "Keep what could not be sent in the file DEAD; nosave for not.")
    case .screen: .init("screen", .number, .none, "", 2, "pbhsg", "How many lines a page of the header summary has.")
    case .searchheaders:
      .init(
        "searchheaders", .boolean, .none, "", 2, "bhs",
        "Let /from:ann search the From field at once, without asking subjects first.")
    case .sendcharsets:
      .init(
        "sendcharsets", .value, .none, "utf-8", 2, "hs",
        "The charsets to try for a text beyond ASCII, best first, with commas.")
    case .sendcharsetsElseTtycharset:
      .init(
        "sendcharsets-else-ttycharset", .boolean, .none, "", 3, "s",
        "Use the charset of the terminal when no other is named.")
    case .sender:
      .init("sender", .value, .emptyIsUnset, "", 2, "h", "The Sender field, for mail sent for somebody else.")
    case .sendmail:
      .init(
        "sendmail", .value, .emptyIsUnset, "", 1, "bhsg",
        "The program that sends mail, with its arguments; also smtp://host. Older than mta.")
    case .sendwait:
      .init(
        "sendwait", .value, .none, "on", 1, "phsg", "Wait until sendmail is done and use its status; always so here.")
    case .showenvelope: .init("showenvelope", .boolean, .none, "", 3, "g", "Print the From_ line above a message.")
    case .showlast:
      .init("showlast", .boolean, .none, "", 2, "hs", "Begin with the last message instead of the first new one.")
    case .showname:
      .init("showname", .boolean, .none, "", 2, "bh", "Show names instead of addresses in the header summary.")
    case .showto:
      .init("showto", .boolean, .none, "", 2, "pbhsg", "Show the recipient of your own messages in the header summary.")
    case .sign: .init("sign", .value, .none, "", 2, "phsg", "The text that ~a puts in.")
    case .signature: .init("signature", .value, .emptyIsUnset, "", 2, "hs", "A file that is put behind every message.")
    case .skipemptybody:
      .init(
        "skipemptybody", .boolean, .none, "", 1, "hs",
        "Send nothing when the message has no text, and end with status 0, as -E.")
    case .smimeCaDir:
      .init("smime-ca-dir", .value, .none, "", 3, "hs", "A directory of certificates to trust in S/MIME.")
    case .smimeCaFile: .init("smime-ca-file", .value, .none, "", 3, "h", "A file of certificates to trust in S/MIME.")
    case .smimeCaFlags: .init("smime-ca-flags", .value, .none, "", 3, "s", "Flags for checking S/MIME certificates.")
    case .smimeCaNoDefaults:
      .init("smime-ca-no-defaults", .boolean, .none, "", 3, "s", "Do not trust the system's certificates in S/MIME.")
    case .smimeCipher: .init("smime-cipher", .value, .chain, "aes256", 3, "s", "The cipher for encrypted messages.")
    case .smimeCrlDir: .init("smime-crl-dir", .value, .none, "", 3, "hs", "A directory of revoked certificates.")
    case .smimeCrlFile: .init("smime-crl-file", .value, .none, "", 3, "h", "A file of revoked certificates.")
    case .smimeEncrypt:
      .init(
        "smime-encrypt", .value, .chain, "", 3, "s",
        "smime-encrypt-USER@HOST: the certificate to encrypt for this recipient with.")
    case .smimeForceEncryption:
      .init("smime-force-encryption", .boolean, .none, "", 3, "hs", "Send nothing that cannot be encrypted.")
    case .smimeNickname:
      .init(
        "smime-nickname", .value, .chain, "", 3, "h",
        "smime-nickname-USER@HOST: a certificate in a store of other builds.")
    case .smimeSign: .init("smime-sign", .boolean, .none, "", 3, "hs", "Sign outgoing messages.")
    case .smimeSignCert: .init("smime-sign-cert", .value, .chain, "", 3, "h", "The file with your key and certificate.")
    case .smimeSignDigest: .init("smime-sign-digest", .value, .chain, "sha256", 3, "s", "The digest of signatures.")
    case .smimeSignIncludeCerts:
      .init("smime-sign-include-certs", .value, .chain, "", 3, "s", "Further certificates to put into signatures.")
    case .smimeSignNickname:
      .init("smime-sign-nickname", .value, .chain, "", 3, "h", "Your certificate in a store of other builds.")
    case .smtp:
      .init(
        "smtp", .value, .emptyIsUnset, "", 1, "hs",
        "The server that takes your mail: host, host:port, smtp://, smtps:// or submission://; mx for each recipient's own."
      )
    case .smtpAuth:
      .init(
        "smtp-auth", .value, .chain, "", 1, "hs",
        "How to log in for sending: plain, login, cram-md5, gssapi, oauthbearer, external, none, auto.")
    case .smtpAuthClear:
      .init(
        "smtp-auth-clear", .boolean, .chain, "", 2, "o",
        "Send a password to this server without TLS; only loopback needs no such leave.")
    case .smtpAuthPassword: .init("smtp-auth-password", .value, .chainSecret, "", 1, "hs", "The password for sending.")
    case .smtpAuthUser: .init("smtp-auth-user", .value, .chain, "", 1, "hs", "The user name for sending.")
    case .smtpConfig: .init("smtp-config", .value, .chain, "", 3, "s", "Details of sending as one list.")
    case .smtpFrom: .init("smtp-from", .value, .chain, "", 3, "s", "Details of the envelope sender.")
    case .smtpHostname:
      .init(
        "smtp-hostname", .value, .chainEmptyIsUnset, "", 2, "s",
        "The name this host uses before the server, and for the envelope sender.")
    case .smtpSubmitter:
      .init(
        "smtp-submitter", .value, .chainEmptyIsUnset, "", 3, "o",
        "Who submitted the message first, told to servers with AUTH; <> for unknown.")
    case .smtpUseStarttls:
      .init(
        "smtp-use-starttls", .boolean, .chain, "", 1, "hs",
        "Refuse to send without STARTTLS; it is used anyway where the server has it.")
    case .smtpUseTls:
      .init("smtp-use-tls", .boolean, .none, "", 3, "h", "Speak TLS from the first byte, as smtps:// does.")
    case .socketConnectTimeout:
      .init(
        "socket-connect-timeout", .number, .none, "", 2, "s",
        "Seconds to wait for a connection and for the server's greeting; 15 and 60 when unset.")
    case .socksProxy:
      .init("socks-proxy", .value, .chain, "", 3, "s", "A SOCKS5 server to connect through, as host:port.")
    case .spamInterface: .init("spam-interface", .value, .none, "", 3, "s", "How spam is recognised: spamc or filter.")
    case .spamMaxsize:
      .init("spam-maxsize", .number, .none, "420000", 3, "s", "The largest message that is checked for spam.")
    case .spamcArguments: .init("spamc-arguments", .value, .none, "", 3, "s", "Further arguments for spamc.")
    case .spamcCommand: .init("spamc-command", .value, .none, "", 3, "s", "The place of spamc.")
    case .spamcUser: .init("spamc-user", .value, .none, "", 3, "s", "The user that spamc asks for.")
    case .spamfilterHam: .init("spamfilter-ham", .value, .none, "", 3, "s", "The command that learns good mail.")
    case .spamfilterNoham: .init("spamfilter-noham", .value, .none, "", 3, "s", "The command that unlearns good mail.")
    case .spamfilterNospam: .init("spamfilter-nospam", .value, .none, "", 3, "s", "The command that unlearns spam.")
    case .spamfilterRate: .init("spamfilter-rate", .value, .none, "", 3, "s", "The command that judges a message.")
    case .spamfilterRateScanscore:
      .init("spamfilter-rate-scanscore", .value, .none, "", 3, "s", "The pattern that finds the score in its answer.")
    case .spamfilterSpam: .init("spamfilter-spam", .value, .none, "", 3, "s", "The command that learns spam.")
    case .spoolDirectory:
      .init(
        "spool-directory", .value, .emptyIsUnset, "", 2, "o",
        "The directory of the system mailboxes, for reading and for local delivery.")
    case .sslCert:
      .init("ssl-cert", .value, .chain, "", 3, "hs", "The file with your certificate for servers that ask for one.")
    case .sslCipherList:
      .init("ssl-cipher-list", .value, .chain, "", 3, "hs", "The ciphers of TLS, in the words of OpenSSL.")
    case .sslCurves: .init("ssl-curves", .value, .chain, "", 3, "s", "The curves of TLS, in the words of OpenSSL.")
    case .sslKey: .init("ssl-key", .value, .chain, "", 3, "hs", "The file with the key of your certificate.")
    case .sslMethod:
      .init("ssl-method", .value, .chain, "", 3, "hs", "An old choice of protocol; TLS 1.2 is the least here.")
    case .sslProtocol:
      .init("ssl-protocol", .value, .chain, "", 3, "s", "The protocols of TLS, in the words of OpenSSL.")
    case .sslRandEgd:
      .init("ssl-rand-egd", .value, .none, "", 3, "hs", "An old source of random numbers; without effect.")
    case .sslV2Allow: .init("ssl-v2-allow", .boolean, .none, "", 3, "h", "Once allowed SSL 2; never done here.")
    case .stealthmua:
      .init(
        "stealthmua", .value, .none, "", 3, "hs",
        "Do not tell the name of the program or host; noagent hides the program alone.")
    case .subject: .init("subject", .value, .none, "", 3, "g", "The subject of messages that are given none.")
    case .systemMailrc: .init("system-mailrc", .readOnly, .none, "", 3, "s", "The name of the system's start-up file.")
    case .termcap:
      .init("termcap", .value, .none, "", 3, "s", "What the terminal can do, instead of what its type says.")
    case .termcapCaMode: .init("termcap-ca-mode", .boolean, .none, "", 3, "s", "Use the second screen of the terminal.")
    case .termcapDisable: .init("termcap-disable", .boolean, .none, "", 3, "s", "Do not ask what the terminal can do.")
    case .timeout:
      .init(
        "timeout", .number, .none, "", 2, "o",
        "Seconds to wait for each step of a server; when unset 60, and 300 for the reply to the message.")
    case .tlsCaDir:
      .init("tls-ca-dir", .value, .chain, "", 2, "s", "A directory of certificates to trust, hashed by openssl rehash.")
    case .tlsCaFile: .init("tls-ca-file", .value, .chain, "", 2, "s", "A file of certificates to trust.")
    case .tlsCaFlags: .init("tls-ca-flags", .value, .chain, "", 3, "s", "Flags for checking certificates.")
    case .tlsCaNoDefaults:
      .init("tls-ca-no-defaults", .boolean, .chain, "", 3, "s", "Do not trust the system's certificates.")
    case .tlsConfigFile: .init("tls-config-file", .value, .none, "", 3, "s", "A configuration file of OpenSSL.")
    case .tlsConfigModule: .init("tls-config-module", .value, .none, "", 3, "s", "The section to use of that file.")
    case .tlsConfigPairs:
      .init(
        "tls-config-pairs", .value, .chain, "", 2, "s",
        "Details of TLS as name=value with commas: Certificate, PrivateKey, MinProtocol, CipherString.")
    case .tlsCrlDir: .init("tls-crl-dir", .value, .none, "", 3, "s", "A directory of revoked certificates.")
    case .tlsCrlFile: .init("tls-crl-file", .value, .none, "", 3, "s", "A file of revoked certificates.")
    case .tlsFeatures: .init("tls-features", .readOnly, .none, "", 3, "s", "What the TLS library can do.")
    case .tlsFingerprint:
      .init(
        "tls-fingerprint", .value, .chain, "", 2, "s",
        "The fingerprint that the server's certificate must have; nothing else is checked then.")
    case .tlsFingerprintDigest:
      .init("tls-fingerprint-digest", .value, .chain, "sha256", 3, "s", "The digest of fingerprints.")
    case .tlsRandFile:
      .init("tls-rand-file", .value, .none, "", 3, "s", "An old source of random numbers; without effect.")
    case .tlsVerify:
      .init(
        "tls-verify", .value, .chain, "strict", 1, "s",
        "What becomes of a certificate that cannot be trusted: strict, ask, warn or ignore.")
    case .toplines: .init("toplines", .number, .none, "5", 1, "pbhsg", "How many lines top prints.")
    case .topsqueeze: .init("topsqueeze", .boolean, .none, "", 3, "s", "Leave out blank and quoted lines in top.")
    case .ttycharset:
      .init("ttycharset", .value, .none, "", 2, "hs", "The charset of the terminal, where the locale does not tell.")
    case .ttycharsetDetect:
      .init(
        "ttycharset-detect", .value, .none, "", 2, "s",
        "See whether text is UTF-8 before the charset of the terminal is believed; always so here.")
    case .typescriptMode:
      .init("typescript-mode", .boolean, .none, "", 3, "s", "Behave well under script(1): no colours, no line editor.")
    case .umask:
      .init("umask", .value, .none, "0077", 3, "s", "The mode mask of new files, octal; empty leaves it as it is.")
    case .user: .init("user", .value, .chain, "", 2, "s", "The user name for servers; user-HOST for one.")
    case .useragent: .init("useragent", .boolean, .none, "on", 3, "g", "Write a User-Agent field.")
    case .v15Compat:
      .init(
        "v15-compat", .value, .none, "", 2, "s",
        "Read settings as the coming s-nail does; both manners are understood anyway.")
    case .variablePrettyPrint:
      .init("variable-pretty-print", .boolean, .none, "", 3, "g", "Describe variables when set lists them.")
    case .variableStrict:
      .init("variable-strict", .boolean, .none, "", 3, "g", "Refuse names that are no variables of the program.")
    case .verbose: .init("verbose", .boolean, .none, "", 1, "bhg", "Tell more of what is done; -v.")
    case .version: .init("version", .readOnly, .none, "", 3, "s", "The version of the program.")
    case .versionDate: .init("version-date", .readOnly, .none, "", 3, "s", "The date of the version.")
    case .versionHexnum: .init("version-hexnum", .readOnly, .none, "", 3, "s", "The version as one number.")
    case .versionMajor: .init("version-major", .readOnly, .none, "", 3, "s", "The first number of the version.")
    case .versionMinor: .init("version-minor", .readOnly, .none, "", 3, "s", "The second number of the version.")
    case .versionUpdate: .init("version-update", .readOnly, .none, "", 3, "s", "The third number of the version.")
    case .writebackedited:
      .init("writebackedited", .boolean, .none, "", 3, "hs", "Replace a message by what edit and visual made of it.")
    // Never reached: a test finds every setting declared.
    default: .init("", .readOnly, .none, "", 3, "o", "")
    }
  }
}

extension Setting {
  /// Declarations of settings from s to z.
  var declarationSToZ: SettingDeclaration {
    switch self {
    case .save:
      .init("save", .boolean, .none, "on", 1, "pbhsg", "Keep what could not be sent in the file DEAD; nosave for not.")
    case .screen:
      .init(
        "screen", .number, .none, "", 2, "pbhsg",
        "How many lines a page of the header summary has. Not set: two less than the screen, 22 without one.")
    case .searchheaders:
      .init(
        "searchheaders", .boolean, .none, "", 2, "bhs",
        "Let /from:ann search the From field at once, without asking subjects first.")
    case .sendcharsets:
      .init(
        "sendcharsets", .charsets, .none, "utf-8", 2, "hs",
        "The charsets to try for a text beyond ASCII, best first, with commas.")
    case .sendcharsetsElseTtycharset:
      .init(
        "sendcharsets-else-ttycharset", .boolean, .none, "", 3, "s",
        "Use the charset of the terminal when no other is named.")
    case .sender:
      .init("sender", .addresses, .emptyIsUnset, "", 2, "h", "The Sender field, for mail sent for somebody else.")
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
        "Send nothing when the message has no text, not even an empty line, and end with status 0, as -E.")
    case .smimeCaDir:
      .init(
        "smime-ca-dir", .value, .none, "", 3, "hs",
        "A directory of certificates to trust in S/MIME; without effect in this version.")
    case .smimeCaFile:
      .init(
        "smime-ca-file", .value, .none, "", 3, "h",
        "A file of certificates to trust in S/MIME; without effect in this version.")
    case .smimeCaFlags:
      .init(
        "smime-ca-flags", .value, .none, "", 3, "s",
        "Flags for checking S/MIME certificates; without effect in this version.")
    case .smimeCaNoDefaults:
      .init(
        "smime-ca-no-defaults", .boolean, .none, "", 3, "s",
        "Do not trust the system's certificates in S/MIME; without effect in this version.")
    case .smimeCipher:
      .init(
        "smime-cipher", .value, .chain, "aes256", 3, "s",
        "The cipher for encrypted messages; without effect in this version.")
    case .smimeCrlDir:
      .init(
        "smime-crl-dir", .value, .none, "", 3, "hs",
        "A directory of revoked certificates; without effect in this version.")
    case .smimeCrlFile:
      .init(
        "smime-crl-file", .value, .none, "", 3, "h", "A file of revoked certificates; without effect in this version.")
    case .smimeEncrypt:
      .init(
        "smime-encrypt", .value, .chain, "", 3, "s",
        "smime-encrypt-USER@HOST: the certificate to encrypt for this recipient with.")
    case .smimeForceEncryption:
      .init("smime-force-encryption", .boolean, .none, "", 3, "hs", "Send nothing that cannot be encrypted.")
    case .smimeNickname:
      .init(
        "smime-nickname", .value, .chain, "", 3, "h",
        "smime-nickname-USER@HOST: a certificate in a store of other builds; without effect in this version.")
    case .smimeSign: .init("smime-sign", .boolean, .none, "", 3, "hs", "Sign outgoing messages.")
    case .smimeSignCert:
      .init(
        "smime-sign-cert", .value, .chain, "", 3, "h",
        "The file with your key and certificate; without effect in this version.")
    case .smimeSignDigest:
      .init(
        "smime-sign-digest", .value, .chain, "sha256", 3, "s",
        "The digest of signatures; without effect in this version.")
    case .smimeSignIncludeCerts:
      .init(
        "smime-sign-include-certs", .value, .chain, "", 3, "s",
        "Further certificates to put into signatures; without effect in this version.")
    case .smimeSignNickname:
      .init(
        "smime-sign-nickname", .value, .chain, "", 3, "h",
        "Your certificate in a store of other builds; without effect in this version.")
    case .smtp:
      .init(
        "smtp", .value, .emptyIsUnset, "", 1, "hs",
        "The server that takes your mail: host, host:port, smtp://, smtps:// or submission://; mx for each recipient's own."
      )
    case .smtpAuth:
      .init(
        "smtp-auth", .choice, .chain, "", 1, "hs",
        "How to log in for sending; auto takes the best that the server offers, oauth2 either of xoauth2 and oauthbearer. Not set: auto where a user is named. Other mechanisms work where SASL has them.",
        values:
          "auto none plain login cram-md5 scram-sha-256 gssapi external xoauth2 oauthbearer oauth2 |digest-md5|ntlm|anonymous|scram-sha-1|scram-sha-224|scram-sha-384|scram-sha-512|scram-sha-1-plus|scram-sha-256-plus|scram-sha-512-plus|otp|srp|skey|passdss-3des-1|gss-spnego|gs2-krb5|gs2-iakerb|ecdh-x25519-challenge|kerberos_v4"
      )
    case .smtpAuthClear:
      .init(
        "smtp-auth-clear", .boolean, .chain, "", 2, "o",
        "Send a password to this server without TLS; only loopback needs no such leave.")
    case .smtpAuthPassword: .init("smtp-auth-password", .value, .chainSecret, "", 1, "hs", "The password for sending.")
    case .smtpAuthUser: .init("smtp-auth-user", .value, .chain, "", 1, "hs", "The user name for sending.")
    case .smtpConfig:
      .init(
        "smtp-config", .value, .chain, "", 3, "s", "Details of sending as one list; without effect in this version.")
    case .smtpFrom:
      .init("smtp-from", .value, .chain, "", 3, "s", "Details of the envelope sender; without effect in this version.")
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
    case .spamInterface:
      .init(
        "spam-interface", .choice, .none, "", 3, "s",
        "How spam is recognised.", values: "spamc filter")
    case .spamMaxsize:
      .init(
        "spam-maxsize", .number, .none, "420000", 3, "s",
        "The largest message that is checked for spam.")
    case .spamcArguments:
      .init(
        "spamc-arguments", .value, .none, "", 3, "s", "Further arguments for spamc.")
    case .spamcCommand:
      .init("spamc-command", .value, .none, "", 3, "s", "The place of spamc.")
    case .spamcUser:
      .init("spamc-user", .value, .none, "", 3, "s", "The user that spamc asks for.")
    case .spamfilterHam:
      .init(
        "spamfilter-ham", .value, .none, "", 3, "s",
        "The command that learns good mail.")
    case .spamfilterNoham:
      .init(
        "spamfilter-noham", .value, .none, "", 3, "s",
        "The command that unlearns good mail.")
    case .spamfilterNospam:
      .init(
        "spamfilter-nospam", .value, .none, "", 3, "s",
        "The command that unlearns spam.")
    case .spamfilterRate:
      .init(
        "spamfilter-rate", .value, .none, "", 3, "s",
        "The command that judges a message.")
    case .spamfilterRateScanscore:
      .init(
        "spamfilter-rate-scanscore", .value, .none, "", 3, "s",
        "The pattern that finds the score in its answer; without effect in this version.")
    case .spamfilterSpam:
      .init(
        "spamfilter-spam", .value, .none, "", 3, "s", "The command that learns spam.")
    case .spoolDirectory:
      .init(
        "spool-directory", .value, .emptyIsUnset, "", 2, "o",
        "The directory of the system mailboxes, for reading and for local delivery. Not set: /var/spool/mail.")
    case .sslCert:
      .init("ssl-cert", .value, .chain, "", 3, "hs", "The file with your certificate for servers that ask for one.")
    case .sslCipherList:
      .init(
        "ssl-cipher-list", .value, .chain, "", 3, "hs",
        "The ciphers of TLS, in the words of OpenSSL; without effect in this version.")
    case .sslCurves:
      .init(
        "ssl-curves", .value, .chain, "", 3, "s",
        "The curves of TLS, in the words of OpenSSL; without effect in this version.")
    case .sslKey: .init("ssl-key", .value, .chain, "", 3, "hs", "The file with the key of your certificate.")
    case .sslMethod:
      .init("ssl-method", .value, .chain, "", 3, "hs", "An old choice of protocol; TLS 1.2 is the least here.")
    case .sslProtocol:
      .init(
        "ssl-protocol", .value, .chain, "", 3, "s",
        "The protocols of TLS, in the words of OpenSSL; without effect in this version.")
    case .sslRandEgd:
      .init("ssl-rand-egd", .value, .none, "", 3, "hs", "An old source of random numbers; without effect.")
    case .sslV2Allow: .init("ssl-v2-allow", .boolean, .none, "", 3, "h", "Once allowed SSL 2; never done here.")
    case .stealthmua:
      .init(
        "stealthmua", .choice, .none, "", 3, "hs",
        "Do not tell the name of the program or host; noagent hides the program alone.", values: "noagent")
    case .subject: .init("subject", .value, .none, "", 3, "g", "The subject of messages that are given none.")
    case .systemMailrc: .init("system-mailrc", .readOnly, .none, "", 3, "s", "The name of the system's start-up file.")
    case .termcap:
      .init(
        "termcap", .value, .none, "", 3, "s",
        "What the terminal can do, instead of what its type says; without effect in this version.")
    case .termcapCaMode:
      .init(
        "termcap-ca-mode", .boolean, .none, "", 3, "s",
        "Use the second screen of the terminal; without effect in this version.")
    case .termcapDisable:
      .init(
        "termcap-disable", .boolean, .none, "", 3, "s",
        "Do not ask what the terminal can do; without effect in this version.")
    case .timeout:
      .init(
        "timeout", .number, .none, "", 2, "o",
        "Seconds to wait for each step of a server; when unset 60, and 300 for the reply to the message.")
    case .tlsCaDir:
      .init("tls-ca-dir", .value, .chain, "", 2, "s", "A directory of certificates to trust, hashed by openssl rehash.")
    case .tlsCaFile: .init("tls-ca-file", .value, .chain, "", 2, "s", "A file of certificates to trust.")
    case .tlsCaFlags:
      .init(
        "tls-ca-flags", .value, .chain, "", 3, "s", "Flags for checking certificates; without effect in this version.")
    case .tlsCaNoDefaults:
      .init(
        "tls-ca-no-defaults", .boolean, .chain, "", 3, "s",
        "Do not trust the system's certificates; without effect in this version.")
    case .tlsConfigFile:
      .init(
        "tls-config-file", .value, .none, "", 3, "s", "A configuration file of OpenSSL; without effect in this version."
      )
    case .tlsConfigModule:
      .init(
        "tls-config-module", .value, .none, "", 3, "s",
        "The section to use of that file; without effect in this version.")
    case .tlsConfigPairs:
      .init(
        "tls-config-pairs", .value, .chain, "", 2, "s",
        "Details of TLS as name=value with commas: Certificate, PrivateKey, MinProtocol, CipherString.")
    case .tlsCrlDir:
      .init(
        "tls-crl-dir", .value, .none, "", 3, "s", "A directory of revoked certificates; without effect in this version."
      )
    case .tlsCrlFile:
      .init(
        "tls-crl-file", .value, .none, "", 3, "s", "A file of revoked certificates; without effect in this version.")
    case .tlsFeatures:
      .init(
        "tls-features", .readOnly, .none, "", 3, "s", "What the TLS library can do; without effect in this version.")
    case .tlsFingerprint:
      .init(
        "tls-fingerprint", .value, .chain, "", 2, "s",
        "The fingerprint that the server's certificate must have; nothing else is checked then.")
    case .tlsFingerprintDigest:
      .init(
        "tls-fingerprint-digest", .value, .chain, "sha256", 3, "s",
        "The digest of fingerprints; without effect in this version.")
    case .tlsRandFile:
      .init("tls-rand-file", .value, .none, "", 3, "s", "An old source of random numbers; without effect.")
    case .tlsVerify:
      .init(
        "tls-verify", .choice, .chain, "strict", 1, "s",
        "What becomes of a certificate that cannot be trusted; ask is strict where nobody is there, and so is a value that is not known.",
        values: "strict ask warn ignore")
    case .toplines: .init("toplines", .number, .none, "5", 1, "pbhsg", "How many lines top prints.")
    case .topsqueeze: .init("topsqueeze", .boolean, .none, "", 3, "s", "Leave out blank and quoted lines in top.")
    case .ttycharset:
      .init(
        "ttycharset", .charset, .none, "", 2, "hs",
        "The charset of the terminal, instead of that of the locale; output goes in it if it is one of 8 bits.",
        values: "auto")
    case .ttycharsetDetect:
      .init(
        "ttycharset-detect", .value, .none, "", 2, "s",
        "See whether text is UTF-8 before the charset of the terminal is believed; always so here.")
    case .typescriptMode:
      .init("typescript-mode", .boolean, .none, "", 3, "s", "Behave well under script(1): no colours, no line editor.")
    case .umask:
      .init(
        "umask", .value, .none, "0077", 3, "s",
        "The mode mask of new files, octal; empty leaves it as it is; without effect in this version.")
    case .user: .init("user", .value, .chain, "", 2, "s", "The user name for servers; user-HOST for one.")
    case .useragent: .init("useragent", .boolean, .none, "", 3, "g", "Write a User-Agent field.")
    case .v15Compat:
      .init(
        "v15-compat", .value, .none, "", 2, "s",
        "Read settings as the coming s-nail does; both manners are understood anyway.")
    case .variablePrettyPrint:
      .init(
        "variable-pretty-print", .boolean, .none, "", 3, "g",
        "Describe variables when set lists them; without effect in this version.")
    case .variableStrict:
      .init(
        "variable-strict", .boolean, .none, "", 3, "g",
        "Refuse names that are no variables of the program; without effect in this version.")
    case .verbose: .init("verbose", .boolean, .none, "", 1, "bhg", "Tell more of what is done; -v.")
    case .version: .init("version", .readOnly, .none, "", 3, "s", "The version of the program.")
    case .versionDate:
      .init("version-date", .readOnly, .none, "", 3, "s", "The date of the version; without effect in this version.")
    case .versionHexnum:
      .init(
        "version-hexnum", .readOnly, .none, "", 3, "s", "The version as one number; without effect in this version.")
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

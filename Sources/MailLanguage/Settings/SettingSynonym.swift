/// Names of older programs and shorter spellings, in byte order, each with the setting it means.
///
/// All of them work silently and for ever: an rc file of 2003 is as good as one of today.
enum SettingSynonym: UInt8, CaseIterable {
  case allProxy, mailxHead, mailxTail, mailFrom, mailUrl, nailExtraRc, nailHead, nailHistfile, nailHistsize
  case nailNoSystemRc, nailTail, posixlyCorrect, environmentReplyto, replyall, socks5Proxy, sysv3, ask, autoinc
  case batchExitOnError, bindTimeout, brokenMbox, charset, charset7, columns, contenttypeCntrl, encoding, fwdheading
  case mtaNoRecipientArguments, noheader, nosave, pop3UseApop, replyto, sendmailArguments
  case sendmailNoDefaultArguments, sendmailProgname, showRcpt, skipempty, smimeNoDefaultCa, smimeSignMessageDigest
  case smtpAuthPasswordCmd, sslCaDir, sslCaFile, sslCaFlags, sslCaNoDefaults, sslConfigFile, sslConfigModule
  case sslConfigPairs, sslCrlDir, sslCrlFile, sslFeatures, sslNoDefaultCa, sslRandFile, sslVerify, varpp, varstrict
  case xmailer

  /// The name, and what it means.
  var alias: SettingAlias {
    switch self {
    case .allProxy: .init("ALL_PROXY", .socksProxy, imported: true)
    case .mailxHead: .init("MAILX_HEAD", .messageInjectHead)
    case .mailxTail: .init("MAILX_TAIL", .messageInjectTail)
    case .mailFrom: .init("MAIL_FROM", .from, imported: true)
    case .mailUrl: .init("MAIL_URL", .mta, imported: true)
    case .nailExtraRc: .init("NAIL_EXTRA_RC", .mailxExtraRc, imported: true)
    case .nailHead: .init("NAIL_HEAD", .messageInjectHead)
    case .nailHistfile: .init("NAIL_HISTFILE", .historyFile)
    case .nailHistsize: .init("NAIL_HISTSIZE", .historySize)
    case .nailNoSystemRc: .init("NAIL_NO_SYSTEM_RC", .mailxNoSystemRc, imported: true)
    case .nailTail: .init("NAIL_TAIL", .messageInjectTail)
    case .posixlyCorrect: .init("POSIXLY_CORRECT", .posix, imported: true)
    case .environmentReplyto: .init("REPLYTO", .replyTo, imported: true)
    case .replyall: .init("Replyall", .flipr)
    case .socks5Proxy: .init("SOCKS5_PROXY", .socksProxy, imported: true)
    case .sysv3: .init("SYSV3", .bsdflags, imported: true)
    case .ask: .init("ask", .asksub)
    case .autoinc: .init("autoinc", .newmail)
    case .batchExitOnError: .init("batch-exit-on-error", .errexit)
    case .bindTimeout: .init("bind-timeout", .bindInterByteTimeout)
    case .brokenMbox: .init("broken-mbox", .mboxRfc4155)
    case .charset: .init("charset", .ttycharset)
    case .charset7: .init("charset7", .charset7bit)
    case .columns: .init("columns", .columns)
    case .contenttypeCntrl: .init("contenttype-cntrl", .mimeAllowTextControls)
    case .encoding: .init("encoding", .mimeEncoding)
    case .fwdheading: .init("fwdheading", .forwardInjectHead)
    case .mtaNoRecipientArguments: .init("mta-no-recipient-arguments", .mtaNoReceiverArguments)
    case .noheader: .init("noheader", .header, inverse: true)
    case .nosave: .init("nosave", .save, inverse: true)
    case .pop3UseApop: .init("pop3-use-apop", .pop3NoApop, inverse: true)
    case .replyto: .init("replyto", .replyTo)
    case .sendmailArguments: .init("sendmail-arguments", .mtaArguments)
    case .sendmailNoDefaultArguments: .init("sendmail-no-default-arguments", .mtaNoDefaultArguments)
    case .sendmailProgname: .init("sendmail-progname", .mtaArgv0)
    case .showRcpt: .init("show-rcpt", .showto)
    case .skipempty: .init("skipempty", .skipemptybody)
    case .smimeNoDefaultCa: .init("smime-no-default-ca", .smimeCaNoDefaults)
    case .smimeSignMessageDigest: .init("smime-sign-message-digest", .smimeSignDigest)
    case .smtpAuthPasswordCmd: .init("smtp-auth-password-cmd", .passwordCommand)
    case .sslCaDir: .init("ssl-ca-dir", .tlsCaDir)
    case .sslCaFile: .init("ssl-ca-file", .tlsCaFile)
    case .sslCaFlags: .init("ssl-ca-flags", .tlsCaFlags)
    case .sslCaNoDefaults: .init("ssl-ca-no-defaults", .tlsCaNoDefaults)
    case .sslConfigFile: .init("ssl-config-file", .tlsConfigFile)
    case .sslConfigModule: .init("ssl-config-module", .tlsConfigModule)
    case .sslConfigPairs: .init("ssl-config-pairs", .tlsConfigPairs)
    case .sslCrlDir: .init("ssl-crl-dir", .tlsCrlDir)
    case .sslCrlFile: .init("ssl-crl-file", .tlsCrlFile)
    case .sslFeatures: .init("ssl-features", .tlsFeatures)
    case .sslNoDefaultCa: .init("ssl-no-default-ca", .tlsCaNoDefaults)
    case .sslRandFile: .init("ssl-rand-file", .tlsRandFile)
    case .sslVerify: .init("ssl-verify", .tlsVerify)
    case .varpp: .init("varpp", .variablePrettyPrint)
    case .varstrict: .init("varstrict", .variableStrict)
    case .xmailer: .init("xmailer", .useragent)
    }
  }
}

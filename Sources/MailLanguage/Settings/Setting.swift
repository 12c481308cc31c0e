/// Every setting the program knows, in the byte order of their names; the raw value is the row of the table.
///
/// A case is spelled as the variable, lower-cased, with a capital after each dash: `smtp-auth-password` is
/// `smtpAuthPassword`, `MBOX` is `mbox`. The declaration of each is its row in `SettingsTable.swift`; a test keeps
/// both in step.
public enum Setting: UInt16, Sendable, CaseIterable {
  case errorNumber, parameterCount, parameters, macroName, lastStatus, quotedParameters, columns, dead, editor, home
  case lang, lcAll, lcCtype, lcMessages, lcTime, lines, lister, logname, mail, mailcaps, mailrc, mailxNoSystemRc
  case mbox, nailrc, netrc, nlspath, noColor, organization, pager, path, pid, shell, sourceDateEpoch, capitalSign
  case term, tmpdir, tz, environmentUser, visual, errorInfo, account, addFileRecipients, agentShellLookup, allnet
  case append, appenddeadletter, askatend, askattach, askbcc, askcc, asksend, asksign, asksub, attachmentAskCharset
  case attachmentAskContentDescription, attachmentAskContentDisposition, attachmentAskContentId
  case attachmentAskContentType, attrlist, autobcc, autocc, autocollapse, autoprint, autosort, autothread, bang
  case bangData, bindInterByteTimeout, bindInterKeyTimeout, bsdannounce, bsdcompat, bsdflags, bsdheadline, bsdmsgs
  case bsdorder, bsdset, buildCc, buildLd, buildOauthHelper, buildOs, buildRest, ccolour, chainedJunkTokens
  case charset7bit, charset8bit, charsetLocale, charsetUnknown8bit, cmd, color, colourDisable, colourPager, cols
  case contactMail, contactWeb, contentDescriptionForwardedMessage, contentDescriptionQuoteAttachment
  case contentDescriptionSmimeMessage, contentDescriptionSmimeSignature, crt, customhdr, datefield
  case datefieldMarkoutOlder, debug, decodeFallback, disconnected, dispositionNotificationSend, dot, dotlockDisable
  case dotlockIgnoreError, dsn, editalong, editheaders, emptybox, emptystart, errexit, errorsLimit, escape
  case expandaddr, expandaddrDomaincheck, expandargv, expert, features, flipr, folder, folderHook, folderResolved
  case followupTo, followupToAddCc, followupToHonour, forwardAddCc, forwardAsAttachment, forwardInjectHead
  case forwardInjectTail, from, fromfield, fullnames, gnuLastCommand, header, headline, headlineBidi, headlinePlain
  case historyFile, historyGabby, historyGabbyPersist, historySize, hold, hostname, iconvDisable, idnaDisable, ifs
  case ifsWs, ignore, ignoreeof, imapAuth, imapCache, imapDelim, imapKeepalive, imapListDepth, imapUseStarttls
  case inbox, indentprefix, inplacealiases, interactive, json, junkdb, keep, keepContentLength, keepsave
  case lineEditorConfig, lineEditorCplWordBreaks, lineEditorDisable, lineEditorNoDefaults, lockTimeout, logPrefix
  case logfile, mailboxBasename, mailboxDisplay, mailboxReadOnly, mailboxResolved, mailcapDisable, mailx, mailxBcc
  case mailxCc, mailxCommand, mailxExtraRc, mailxFrom, mailxOrigBcc, mailxOrigCc, mailxOrigFrom, mailxOrigTo
  case mailxRawBcc, mailxRawCc, mailxRawTo, mailxSender, mailxSubject, mailxTo, markanswered
  case maximumUnencodedLineLength, mboxFccAndPcc, mboxRfc4155, memdebug, messageId, messageIdDisable
  case messageInjectHead, messageInjectTail, metamail, metoo, mime, mimeAllowTextControls, mimeAlternativeFavourRich
  case mimeCounterEvidence, mimeEncoding, mimeForceSendout, mimenoask, mimetypesLoadControl, mode, mta, mtaAliases
  case mtaArguments, mtaArgv0, mtaBccOk, mtaNoDefaultArguments, mtaNoReceiverArguments, mtaTestFile, mxPort
  case mxResolver, netrcLookup
  case netrcPipe, newfolders, newmail, nssConfigDir, nullbody, nullbodymsg, oauthTokenCommand, obsoletion
  case onAccountCleanup, onComposeCleanup, onComposeEmbed, onComposeEnter, onComposeLeave, onComposeSplice
  case onComposeSpliceShell, onHistoryAddition, onMailboxEvent, onMainLoopTick, onProgramExit, onResendCleanup
  case onResendEnter, onehop, outfilename, outfolder, page, password, passwordCommand, pipe, piperaw, pop3Auth
  case pop3BulkLoad, pop3Keepalive, pop3NoApop, pop3UseStarttls, posix, printAllChars, printAlternatives, prompt
  case prompt2, queue, queueLifetime, quiet, quit, quote, quoteAddCc, quoteAsAttachment, quoteChars, quoteFold
  case quoteInjectHead, quoteInjectTail, rOptionImplicit, rc, readonly, recipientsInCc, record, recordFiles
  case recordResent, recursivealiases, regex, replyInSameAccount, replyInSameCharset, replyStrings, replyTo,
    replyToHonour
  case replyToSwapIn, replyprefix, replyregex, returnAddress, rfc822BodyFrom, save, screen, searchheaders
  case sendcharsets, sendcharsetsElseTtycharset, sender, sendmail, sendwait, showenvelope, showlast, showname
  case showto, sign, signature, skipemptybody, smimeCaDir, smimeCaFile, smimeCaFlags, smimeCaNoDefaults, smimeCipher
  case smimeCrlDir, smimeCrlFile, smimeEncrypt, smimeForceEncryption, smimeNickname, smimeSign, smimeSignCert
  case smimeSignDigest, smimeSignIncludeCerts, smimeSignNickname, smtp, smtpAuth, smtpAuthClear, smtpAuthPassword
  case smtpAuthUser, smtpConfig, smtpFrom, smtpHostname, smtpSubmitter, smtpUseStarttls, smtpUseTls,
    socketConnectTimeout
  case socksProxy, spamInterface, spamMaxsize, spamcArguments, spamcCommand, spamcUser, spamfilterHam
  case spamfilterNoham, spamfilterNospam, spamfilterRate, spamfilterRateScanscore, spamfilterSpam, spoolDirectory
  case sslCert, sslCipherList, sslCurves, sslKey, sslMethod, sslProtocol, sslRandEgd, sslV2Allow, stealthmua
  case subject, systemMailrc, termcap, termcapCaMode, termcapDisable, timeout, tlsCaDir, tlsCaFile
  case tlsCaFlags, tlsCaNoDefaults, tlsConfigFile, tlsConfigModule, tlsConfigPairs, tlsCrlDir, tlsCrlFile, tlsFeatures
  case tlsFingerprint, tlsFingerprintDigest, tlsRandFile, tlsVerify, toplines, topsqueeze, ttycharset
  case ttycharsetDetect, typescriptMode, umask, user, useragent, v15Compat, variablePrettyPrint, variableStrict
  case verbose, version, versionDate, versionHexnum, versionMajor, versionMinor, versionUpdate, writebackedited
}

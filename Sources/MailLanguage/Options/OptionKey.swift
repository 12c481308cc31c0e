/// What an option of the command line asks for, however it was spelled.
public enum OptionKey: UInt8, Sendable, CaseIterable {
  // What the message says and to whom it goes.
  case subject, cc, bcc, receiver, from, replyTo, header, template, bodyText, inReplyTo
  // What it is made of.
  case attach, attachAs, accountOrFile, attachDescriptor, bodyType, bodyFile, quoteFile, html, markdown
  case contentType, contentName, contentFilename, encoding, alternative, noAlternative, mime, noMime
  case skipEmptyAttachments, noSkipEmptyAttachments
  // How it is sent.
  case skipEmpty, byName, hops, debug, verbose, check, trust, queue, flush, resume
  // What is read.
  case file, user, exists, summary, noSummary, search, printAll, readOnly, idFile, disconnected, json
  // How the program behaves.
  case account, set, noSystemFile, noUserFile, startupFiles, configuration, command, firstCommand, batch
  case interactive, tildeEscapes, ignoreInterrupts, quitOnInterrupt, lineBuffered, forceSend, dialect, explain
  case help, longHelp, usage, version, ignored, nothing
}

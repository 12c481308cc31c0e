import MailBytes
import MailFormat
import MailLanguage
import MailSystem

extension Session {
  /// Keeps a text whose command line made no sense, where the settings want dead letters.
  func keepRefusedInput(_ options: ParsedOptions) {
    isSending = true
    var settings = options
    settings.items.removeAll { ![.noSystemFile, .noUserFile, .startupFiles, .set, .debug].contains($0.key) }
    // What else is wrong has its turn when this is mended.
    _ = try? StartupFiles(session: self, options: settings).read()
    keepInput(options)
  }

  /// Keeps a text that was piped in when nothing can be sent: who piped it has it no more.
  func keepInput(_ options: ParsedOptions) {
    guard options.mode == .send, !options.has(.explain), !world.input.isTerminal else { return }
    do {
      // Whatever else is wrong with the command line, the text comes first.
      var composition = (try? CompositionOptions(session: self, options: options).composition()) ?? bare(options)
      sendResult.name(composition.to + composition.cc + composition.bcc)
      var isCutOff = false
      do { try begin(&composition, options) } catch { isCutOff = error is CutOffInput }
      if !isCutOff { do { try readInput(into: &composition, options) } catch is CutOffInput {} }
      // Where the head is there already, it tells whom the text was for.
      if options.has(.template), let message = try? templated(composition) { composition = message }
      if composition.body.count > 0 || !composition.attachments.isEmpty { saveDeadLetter(composition) }
    } catch { report(error) }
  }

  /// Recipients and subject alone, where the other options cannot be used.
  private func bare(_ options: ParsedOptions) -> Composition {
    var composition = Composition()
    composition.to = options.recipients.map { String(keeping: $0) }
    composition.subject = options.last(.subject).map { String(keeping: $0) }
    return composition
  }
}

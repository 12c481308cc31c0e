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

  /// Ends a run that a command ended before it came to its message, which is kept.
  ///
  /// - Returns: the status; never success for a message that was not sent.
  func endUnsent(_ options: ParsedOptions, _ status: ExitStatus) -> ExitStatus {
    guard options.mode == .send, !options.has(.explain) else { return status }
    if status == .success {
      report(ShellError("a command of a start-up file or of -X ended the program, so the message is not sent"))
    }
    keepInput(options)
    return status == .success ? .failure : status
  }

  /// Keeps a text that was piped in when nothing can be sent: who piped it has it no more.
  func keepInput(_ options: ParsedOptions) {
    var composition = Composition()
    var isEnding = false
    inputLimit = Self.mostKept
    // Whatever else is wrong with the command line, the text comes first.
    do { try CompositionOptions(session: self, options: options).compose(&composition) } catch {
      isEnding = (error as? CutOffInput)?.signal != nil
      tellOfCutOff(error)
    }
    keepInput(options, into: composition, isEnding: isEnding)
  }

  /// Keeps a text that was piped in, in a message that the options have been taken into.
  ///
  /// - Parameters:
  ///   - hasBegun: whether what stands before the text is there too, as far as it can be read.
  ///   - isEnding: whether a signal is ending the run, so that nothing is waited for any more.
  func keepInput(
    _ options: ParsedOptions, into begun: Composition, hasBegun: Bool = false, isEnding: Bool = false
  ) {
    guard options.mode == .send, !options.has(.explain), !world.input.isTerminal, keepsUnsent else { return }
    var (composition, isEnding, isWhole) = (begun, isEnding, true)
    sendResult.name(composition.to + composition.cc + composition.bcc)
    inputLimit = Self.mostKept
    if !hasBegun, !isEnding {
      do { try begin(&composition, options) } catch {
        isEnding = (error as? CutOffInput)?.signal != nil
        tellOfCutOff(error)
      }
    }
    if isEnding {
      takeAvailableInput(into: &composition, options)
    } else {
      isWhole = readInputToKeep(into: &composition, options)
    }
    // Where the head is there already, it tells whom the text was for.
    if options.has(.template), let message = try? templated(composition) { composition = message }
    if composition.body.count > 0 || !composition.attachments.isEmpty {
      saveDeadLetter(composition, isEnding || !isWhole ? .part : [])
    }
  }
}

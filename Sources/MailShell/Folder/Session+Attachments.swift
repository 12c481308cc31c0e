import MailBytes
import MailFormat
import MailSystem

extension Session {
  /// The files that came with a message: attachments, and what lies in winmail.dat, uuencode and yEnc.
  func attachedFiles(of content: [UInt8]) -> [UnpackedFile] {
    reader(of: content, listsAttachments: false).attachedFiles
  }

  /// Saves one file into a folder under its name made safe, and tells; what it pretends to be is told too.
  func detach(_ file: UnpackedFile, into folder: String) throws {
    let name = FileName.safe(file.name)
    let (path, receipt) = try FileWriter.create(file.content, at: folder == "." ? name : folder + "/" + name)
    sayWritten(path, receipt)
    if let type = file.type, let found = ContentGuess.contradiction(to: type, of: file.content) {
      say("\(path): says \(type), but holds \(found)" as TerminalText)
    }
    if file.isDamaged { say("\(path): is damaged" as TerminalText) }
  }
}

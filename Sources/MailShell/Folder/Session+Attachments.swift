import MailBytes
import MailFormat
import MailSystem

extension Session {
  /// The files that came with a message: attachments, and what lies in winmail.dat, uuencode and yEnc.
  func attachedFiles(of content: [UInt8]) -> [UnpackedFile] {
    let reader = reader(of: content, listsAttachments: false)
    let tree = PartTree(message: content, charsets: world.charsets)
    var files: [UnpackedFile] = []
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      let found = reader.files(of: index)
      let isUnpacked = found.count != 1 || found.first?.content != reader.content(of: index)
      guard part.isText && !part.isAttachment && part.fileName == nil else {
        // The whole message may be one file; a part without a name is none.
        if part.fileName != nil || part.isAttachment || isUnpacked { files += found }
        continue
      }
      // Text that is shown is no file, what lies between its lines is.
      if isUnpacked { files += found }
    }
    return files
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

import MailWire

/// Plays a dialog against a written conversation, the server's words cut into pieces of any size.
///
/// Lines of a conversation: `S: ` what the server says, `C: ` what must be sent (lines that follow each other in one burst),
/// `[TLS]` and `[MESSAGE]` what must be demanded; `[MESSAGE QUIT]` with QUIT behind it.
public struct DialogPlayer {
  /// What does not fit the conversation.
  public struct Deviation: Error, CustomStringConvertible {
    /// What was expected and what came.
    public let description: String
  }

  private enum Step: Equatable {
    case server([UInt8])
    case client([UInt8])
    case tls
    case message(hasTrailer: Bool)
  }

  private var steps: ArraySlice<Step>
  private let piece: Int
  /// What stood for secrets.
  public private(set) var shown: [String] = []

  /// Reads a conversation.
  public init(_ conversation: String, piece: Int = .max) {
    var steps: [Step] = []
    for line in conversation.split(separator: "\n") {
      let text = Array(line.dropFirst(3).utf8) + [13, 10]
      if line.hasPrefix("S: ") {
        if case .server(let before)? = steps.last {
          steps[steps.count - 1] = .server(before + text)
        } else {
          steps.append(.server(text))
        }
      } else if line.hasPrefix("C: ") {
        if case .client(let before)? = steps.last {
          steps[steps.count - 1] = .client(before + text)
        } else {
          steps.append(.client(text))
        }
      } else {
        steps.append(line == "[TLS]" ? .tls : .message(hasTrailer: line == "[MESSAGE QUIT]"))
      }
    }
    self.steps = steps[...]
    self.piece = piece
  }

  /// Runs the dialog to its end.
  public mutating func play<Dialog: WireDialog>(_ dialog: inout Dialog) throws -> Dialog.Output {
    var input: [UInt8] = []
    var arriving: ArraySlice<UInt8> = []
    while true {
      switch try dialog.resume(with: &input) {
      case .send(let bytes): try expect(.client(bytes))
      case .sendSecret(let bytes, let words):
        shown.append(words)
        try expect(.client(bytes))
      case .startTLS: try expect(.tls)
      case .sendMessage(let framing): try expect(.message(hasTrailer: !framing.trailer.isEmpty))
      case .finished(let output):
        guard steps.isEmpty, arriving.isEmpty else {
          throw Deviation(description: "finished before \(steps.first.map { "\($0)" } ?? "all was read")")
        }
        return output
      case .receive:
        if arriving.isEmpty {
          guard case .server(let bytes)? = steps.popFirst() else {
            throw Deviation(description: "waits for the server, which has nothing to say; step \(dialog.step)")
          }
          arriving = bytes[...]
        }
        input += arriving.prefix(piece)
        arriving = arriving.dropFirst(piece)
      }
    }
  }

  private mutating func expect(_ step: Step) throws {
    let wanted = steps.popFirst()
    guard wanted == step else {
      throw Deviation(description: "expected \(Self.words(wanted)), came \(Self.words(step))")
    }
  }

  private static func words(_ step: Step?) -> String {
    switch step {
    case .server(let bytes): "S: " + String(decoding: bytes, as: UTF8.self)
    case .client(let bytes): "C: " + String(decoding: bytes, as: UTF8.self)
    case .tls: "TLS"
    case .message(let hasTrailer): "the message" + (hasTrailer ? " with QUIT" : "")
    case nil: "nothing"
    }
  }
}

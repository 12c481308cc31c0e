import MailBytes
import MailFormat
import MailSystem

/// Output to a terminal whose charset is not UTF-8: what goes out is converted, what the charset lacks becomes something
/// that looks like it, or a question mark.
final class ConvertedOutput: TextOutput {
  /// Where it goes.
  let base: any TextOutput
  /// The charset of the terminal.
  let charset: String
  private let converter: any CharsetConverter

  init(_ base: any TextOutput, charset: String, converter: any CharsetConverter) {
    self.base = base
    self.charset = charset
    self.converter = converter
  }

  var isTerminal: Bool { base.isTerminal }
  var columns: Int? { base.columns }
  var rows: Int? { base.rows }
  var isHealthy: Bool { base.isHealthy }
  var failure: SystemError? { base.failure }
  func write(_ bytes: [UInt8]) { base.write(encoded(bytes)) }
  func flush() { base.flush() }

  /// Text in the charset of the terminal; what is no UTF-8 was asked for raw and stays as it is.
  func encoded(_ bytes: [UInt8]) -> [UInt8] {
    if UTF8Text.isASCII(bytes.span) || !UTF8Text.isValid(bytes) { return bytes }
    if let whole = converter.encode(bytes, to: charset) { return whole }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        let character = Array(String(scalar).utf8)
        result += converter.encode(character, to: charset) ?? Self.substitute(for: scalar, character)
      }
    }
    return result
  }

  /// What is nearest in ASCII to the signs that are met every day; else as many question marks as it has columns.
  private static func substitute(for scalar: Unicode.Scalar, _ character: [UInt8]) -> [UInt8] {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201a, 0x2032: [UInt8(ascii: "'")]
    case 0x201c, 0x201d, 0x201e, 0x2033: [UInt8(ascii: "\"")]
    case 0x2010...0x2015, 0x2212: [UInt8(ascii: "-")]
    case 0x2022, 0x2023, 0x25cf: [UInt8(ascii: "*")]
    case 0x2026: Array("...".utf8)
    case 0x00a0, 0x2000...0x200a, 0x202f: [UInt8(ascii: " ")]
    case 0x20ac: Array("EUR".utf8)
    default: [UInt8](repeating: UInt8(ascii: "?"), count: DisplayWidth.columns(of: character.span))
    }
  }
}

extension Session {
  /// Lets standard output and error speak the charset that the settings or the locale name, once it is another than UTF-8.
  ///
  /// Objects of JSON are UTF-8 whatever the terminal is.
  func adoptTerminalCharset() {
    let name = printsJSON ? nil : displayCharset
    let present = world.output as? ConvertedOutput
    guard present?.charset != name else { return }
    let output = present?.base ?? world.output
    let errors = (world.errors as? ConvertedOutput)?.base ?? world.errors
    guard let name, world.charsets.encode(Self.plainText, to: name) == Self.plainText else {
      (world.output, world.errors) = (output, errors)
      return
    }
    world.output = ConvertedOutput(output, charset: name, converter: world.charsets)
    world.errors = ConvertedOutput(errors, charset: name, converter: world.charsets)
  }

  /// The charset that was named for the terminal; nil for UTF-8, which is also what `C` and `POSIX` get.
  private var displayCharset: String? {
    guard let name = namedCharset else { return nil }
    switch CharsetLabel(name).kind {
    case .utf8, .ascii: return nil
    default: break
    }
    // A charset that shifts between states would let escape sequences through.
    let plain = ASCIIName.lowered(name).filter { $0 != "-" && $0 != "_" }
    return ["iso2022", "csiso2022", "hz", "utf"].contains { plain.hasPrefix($0) } ? nil : name
  }

  /// What a charset in which ASCII is itself leaves as it is; but for the backslash and the tilde, whose places Japanese
  /// charsets have given to the yen and the overline.
  private static let plainText = (0..<0x80).filter { $0 != 0x5c && $0 != 0x7e }.map { UInt8($0) }
}

public import MailBytes

/// Internationalised domain names through libidn2, which is opened at the first name that needs it.
public final class SystemDomainNames: DomainNames {
  private var library: Result<IDNLibrary, LibraryError>?
  /// RFC 1035 section 2.3.4; longer names are refused before the library sees them.
  private static let longestName = 253
  /// A name that is not ASCII may be longer in UTF-8 than in its encoded form.
  private static let longestInput = 4 * longestName

  /// Makes a converter that has opened nothing yet.
  public init() {}

  /// The name as the DNS takes it.
  public func toASCII(_ domain: String) throws(DomainNameError) -> String {
    if domain.utf8.allSatisfy({ $0 < 0x80 }) { return domain }
    guard domain.utf8.count <= Self.longestInput, !domain.utf8.contains(0) else {
      throw DomainNameError(domain: domain, reason: .invalid("it is too long or holds a NUL"))
    }
    switch opened().map({ $0.ascii(of: domain) }) {
    case .failure(let error):
      throw DomainNameError(domain: domain, reason: .missing(library: error.library, package: error.package))
    case .success(.failure(let failure)):
      throw DomainNameError(domain: domain, reason: .invalid(failure.reason))
    case .success(.success(let name)):
      guard name.utf8.count <= Self.longestName, Self.isHostName(name) else {
        throw DomainNameError(domain: domain, reason: .invalid("its ASCII form is too long or no host's name"))
      }
      return name
    }
  }

  /// The name as it is read.
  public func toUnicode(_ domain: String) -> String? {
    guard domain.utf8.count <= Self.longestInput, !domain.utf8.contains(0) else { return nil }
    let lowered = String(decoding: domain.utf8.map(\.asciiLowercased), as: UTF8.self)
    guard case .success(.success(let name)) = opened().map({ $0.unicode(of: lowered) }) else { return nil }
    // What a label decodes to has to be encoded as that label: else it is a form that no register hands out.
    guard !name.utf8.allSatisfy({ $0 < 0x80 }), let back = try? toASCII(name) else { return nil }
    return back == lowered ? name : nil
  }

  private func opened() -> Result<IDNLibrary, LibraryError> {
    if let library { return library }
    let result: Result<IDNLibrary, LibraryError>
    do { result = .success(try IDNLibrary()) } catch { result = .failure(error) }
    library = result
    return result
  }

  /// Letters, digits and hyphens in labels that are not empty; a character may have turned into something else.
  private static func isHostName(_ name: String) -> Bool {
    var before = UInt8(ascii: ".")
    for byte in name.utf8 {
      guard byte.isASCIIAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") && before != byte else {
        return false
      }
      before = byte
    }
    return !name.isEmpty
  }
}

public import MailBytes

/// Widths of characters from libutf8proc, which is opened at the first character that is not ASCII.
///
/// Where the library is missing, or knows less than our own table, the table of MailBytes answers.
public final class SystemCharacterWidths: CharacterWidths {
  private typealias Ask = @convention(c) (Int32) -> Int32
  private enum State {
    case unknown
    case missing
    case loaded(width: Ask, category: Ask)
  }

  private var state = State.unknown
  private let builtIn = BuiltInWidths()

  /// Knows nothing yet.
  public init() {}

  /// 0 for combining marks and format characters, 2 for East Asian wide ones and emoji, else 1.
  public func columns(of scalar: Unicode.Scalar) -> Int {
    if case .unknown = state { state = Self.load() }
    guard case .loaded(let width, let category) = state else { return builtIn.columns(of: scalar) }
    let code = Int32(bitPattern: scalar.value)
    let columns = Int(width(code))
    // 0 is UTF8PROC_CATEGORY_CN: a character that is younger than the library.
    if columns == 0, category(code) == 0 { return builtIn.columns(of: scalar) }
    return columns
  }

  private static func load() -> State {
    do {
      let library = try DynamicLibrary.open(["libutf8proc.so.2", "libutf8proc.so.3"], package: "libutf8proc2")
      return .loaded(
        width: unsafe try library.symbol("utf8proc_charwidth", as: Ask.self),
        category: unsafe try library.symbol("utf8proc_category", as: Ask.self))
    } catch {
      return .missing
    }
  }
}

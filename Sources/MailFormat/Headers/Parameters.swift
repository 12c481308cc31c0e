/// The parameters behind a Content-Type or Content-Disposition (RFC 2045 section 5.1, RFC 2231).
public struct Parameters: Sendable, Equatable {
  /// One parameter.
  public struct Parameter: Sendable, Equatable {
    /// The name in lower case, without section numbers and stars.
    public var name: String
    /// The value decoded to text.
    public var value: String

    /// Makes a parameter from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The parameters in the order of their first appearance.
  public var items: [Parameter]

  /// Makes a list of parameters.
  public init(_ items: [Parameter] = []) { self.items = items }

  /// The value of the named parameter, name in lower case.
  public subscript(name: String) -> String? {
    for item in items where item.name == name { return item.value }
    return nil
  }

  /// Reads `; name=value; ...`; what stands before the first `;` or is no parameter is passed over.
  public static func parse(_ bytes: [UInt8]) -> Parameters {
    parse(bytes, in: 0..<bytes.count, using: CharsetDecoder())
  }

  /// Reads the parameters in a range of bytes that starts behind the main value.
  public static func parse(_ bytes: [UInt8], in range: Range<Int>, using decoder: CharsetDecoder) -> Parameters {
    var parser = ParameterParser(bytes: bytes, range: range)
    return Parameters(ParameterAssembler.assemble(parser.sections(), using: decoder))
  }
}

import CGumbo

/// One node of libgumbo's tree; valid only while the tree is, which `GumboTree` sees to.
@safe struct HTMLNode {
  /// What a node is.
  enum Kind {
    case element
    case text
    case other
  }

  private let pointer: UnsafeMutablePointer<GumboNode>

  @unsafe init(_ pointer: UnsafeMutablePointer<GumboNode>) { unsafe self.pointer = pointer }

  /// Element, text, or something that is not shown.
  var kind: Kind {
    switch unsafe pointer.pointee.type {
    case GUMBO_NODE_ELEMENT: .element
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA: .text
    default: .other
    }
  }

  /// The tag of an element.
  var tag: GumboTag { unsafe kind == .element ? pointer.pointee.v.element.tag : GUMBO_TAG_UNKNOWN }

  /// The characters of a text node, entities decoded.
  var text: [UInt8] {
    guard kind == .text, let text = unsafe pointer.pointee.v.text.text else { return [] }
    return HTMLText.bytes(of: unsafe String(cString: text))
  }

  /// The child at a place, nil beyond the last.
  func child(_ index: Int) -> HTMLNode? {
    guard kind == .element else { return nil }
    let children = unsafe pointer.pointee.v.element.children
    guard index < Int(unsafe children.length), let raw = unsafe children.data?[index] else { return nil }
    return unsafe HTMLNode(raw.assumingMemoryBound(to: GumboNode.self))
  }

  /// The value of an attribute, entities decoded.
  func attribute(_ name: String) -> [UInt8]? {
    guard kind == .element else { return nil }
    let attributes = unsafe pointer.pointee.v.element.attributes
    for index in 0..<Int(unsafe attributes.length) {
      guard let raw = unsafe attributes.data?[index] else { continue }
      let attribute = unsafe raw.assumingMemoryBound(to: GumboAttribute.self)
      guard let label = unsafe attribute.pointee.name, let value = unsafe attribute.pointee.value else { continue }
      if unsafe String(cString: label) == name { return Array(unsafe String(cString: value).utf8) }
    }
    return nil
  }
}

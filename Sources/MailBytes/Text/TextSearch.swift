extension String {
  /// Whether the bytes of another text occur in this one; an empty text occurs in every one.
  public func contains(bytesOf part: String) -> Bool {
    Kernels.firstIndex(ofSequence: part.utf8.span, in: utf8.span) != nil
  }
}

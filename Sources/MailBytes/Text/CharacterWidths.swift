/// Knows how many columns of a terminal a character takes; libutf8proc stands behind it where it is installed.
public protocol CharacterWidths: AnyObject {
  /// 0 for combining marks and format characters, 2 for East Asian wide ones and emoji, else 1.
  func columns(of scalar: Unicode.Scalar) -> Int
}

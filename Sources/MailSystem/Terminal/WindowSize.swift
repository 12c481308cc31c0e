import CPlatform

/// The size of a terminal's window in characters.
public struct WindowSize: Sendable, Equatable {
  /// Lines from top to bottom.
  public let rows: Int
  /// Characters from left to right.
  public let columns: Int

  /// Makes a size from its parts.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The size of the terminal behind a descriptor; nil when it is none or does not know.
  public static func of(_ descriptor: Int32) -> WindowSize? {
    let size = cp_window_size(descriptor)
    guard size & 0xffff > 0, size >> 16 > 0 else { return nil }
    return WindowSize(rows: Int(size & 0xffff), columns: Int(size >> 16))
  }
}

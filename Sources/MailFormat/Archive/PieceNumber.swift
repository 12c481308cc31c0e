/// Which piece of a file that was sent in several a content is.
public struct PieceNumber: Sendable, Equatable {
  /// The piece, counted from 1.
  public var number: Int
  /// How many there are, where that was told.
  public var total: Int?

  /// Makes a number of a piece.
  public init(_ number: Int, of total: Int? = nil) {
    self.number = number
    self.total = total
  }

  /// `part 2 of 5`.
  public var words: String { "part \(number)" + (total.map { " of \($0)" } ?? "") }
}

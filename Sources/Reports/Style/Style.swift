/// How text for people is laid out.
public struct Style: Hashable, Sendable {
  public let palette: Palette
  public let width: Width

  /// How wide a line may be.
  public enum Width: Hashable, Sendable {
    /// Longer lines are wrapped at words. Fewer than 40 columns are taken as 40.
    case columns(Int)
    /// Nothing is wrapped: for pipes and files.
    case unlimited

    /// The columns that a line may fill.
    var limit: Int {
      switch self {
      case .columns(let count): max(40, count)
      case .unlimited: .max
      }
    }
  }

  public init(palette: Palette, width: Width) {
    self.palette = palette
    self.width = width
  }

  /// Without colours and as wide as it comes: for pipes and files.
  public static let plain = Style(palette: .plain, width: .unlimited)
}

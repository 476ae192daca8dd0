/// What is recorded where only the fleet's own apply writes: on the branch that it commits results to.
///
/// A pull request can bring results of its own, and plans of pull requests are read by whoever opens them. So whether a value of the panel
/// may be shown is asked of these alone.
public struct TrustedResults: Sendable {
  /// By order.
  public let results: [OrderID: OrderResult]
  /// Whether that branch was found at all.
  let isKnown: Bool

  public init(_ results: [OrderID: OrderResult]) { self.init(results, isKnown: true) }

  private init(_ results: [OrderID: OrderResult], isKnown: Bool) {
    self.results = results
    self.isKnown = isKnown
  }

  /// None: nothing of what others can write on the panel is shown.
  public static let none = TrustedResults([:], isKnown: false)

  /// Whether a field's observed value is nobody's secret: a number, or a text that this fleet set on this very server.
  func shows(_ field: Field, of server: ObservedServer, for order: OrderID) -> Bool {
    guard field.isText else { return true }
    guard let result = results[order], result.livingServer?.packedUUID == server.packedUUID else { return false }
    return result.applied?.spec[field] != nil
  }
}

/// What checking all of a fleet's documents came to.
public struct FleetCheck: Sendable {
  /// How many documents are sound; nil where `fleet.yaml` or `catalog.yaml` has errors, which holds back everyone.
  public let sound: (orders: Int, results: Int)?
  /// Everything that is wrong with any document, sorted by path, line and column.
  public let diagnostics: [Diagnostic]

  public init(_ contents: FleetContents) {
    let isWhole = contents.settings.value != nil && contents.catalog.value != nil && !contents.isTooMuch
    let documents = contents.documents
    sound = isWhole ? (documents.orders.soundCount, documents.results.soundCount) : nil
    diagnostics = contents.diagnostics
  }

  /// Whether any document is not used.
  public var hasErrors: Bool { sound == nil || diagnostics.contains { $0.severity == .error } }
}

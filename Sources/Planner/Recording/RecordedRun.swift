/// What the message of a results commit says about the run that it records, as far as later runs read it.
public struct RecordedRun: Hashable, Sendable {
  /// The commit that the orders were read from.
  public let revision: String
  /// The orders whose changes were held back.
  public let heldBack: Set<OrderID>
  /// The revision since which they are; nil where none is known, or nothing is held back.
  public let heldBackSince: String?

  /// What a run leaves for the next one.
  public init(revision: String, heldBack: Set<OrderID> = [], heldBackSince: String? = nil) {
    (self.revision, self.heldBack, self.heldBackSince) = (revision, heldBack, heldBackSince)
  }

  /// Reads the trailers of a commit's message; nil where they are not those of a results commit of the fleet in this folder.
  ///
  /// - Parameter trailers: key and value each; a folded value keeps its line breaks.
  public init?(_ trailers: [(key: String, value: String)], in folder: FleetFolder) {
    func value(_ key: String) -> String? { trailers.first { $0.key.lowercased() == key.lowercased() }?.value }
    let own = folder.trailers.first.map { $0.dropFirst("Fleet: ".count) }
    guard let revision = value("Fleet-Revision"), value("Plan-Digest") != nil,
      value("Fleet") == own.map(String.init)
    else { return nil }
    let orders = (value(heldBackKey) ?? "").split(whereSeparator: \.isWhitespace)
    self.init(
      revision: revision, heldBack: Set(orders.compactMap { OrderID(String($0)) }), heldBackSince: value(sinceKey))
  }

  /// The record of a run, given that of the run before it.
  ///
  /// - Parameter before: the last one on the branch; nil where there is none. What it held back already, has been held back since then.
  public init(of run: Run, after before: RecordedRun?) {
    let held = run.heldBack
    let isOld = before.map { !$0.heldBack.isDisjoint(with: held) } ?? false
    self.init(
      revision: run.revision, heldBack: held,
      heldBackSince: held.isEmpty ? nil : isOld ? before?.heldBackSince : before?.revision)
  }

  /// The trailers beside `Fleet-Revision`.
  var trailers: [String] {
    guard !heldBack.isEmpty else { return [] }
    let since = heldBackSince.map { ["\(sinceKey): \(escapedForDisplay($0))"] } ?? []
    return folded("\(heldBackKey):", heldBack.sorted().map(\.text)) + since
  }
}

private let heldBackKey = ResultsTrailer.heldBack.rawValue
private let sinceKey = ResultsTrailer.heldBackSince.rawValue

extension Run {
  /// The orders of the changes that were held back.
  public var heldBack: Set<OrderID> {
    outcomes.reduce(into: []) { orders, entry in
      if case .skipped(.heldBack) = entry.outcome { orders.insert(entry.change.order) }
    }
  }
}

public import Planner

/// The changes that a pull request's comment showed, each by the first 16 hexadecimal digits of its digest.
///
/// Others may edit a comment. A commit status holds `seal`, the digest over all of them, and nobody but a holder of the token sets that one:
/// what stands in the comment counts only where both agree.
public struct ShownDigests: Sendable, Hashable {
  /// Sixteen lowercase hexadecimal digits each, with the order that they are of.
  public let entries: Set<Entry>

  /// One change.
  public struct Entry: Sendable, Hashable {
    public let order: OrderID
    /// The first 16 hexadecimal digits of the change's digest.
    public let digits: String

    /// The entry of a change.
    public init(_ change: Change) {
      order = change.order
      digits = String(change.digest.hexadecimal.prefix(16))
    }

    init(order: OrderID, digits: String) { (self.order, self.digits) = (order, digits) }

    /// Reads what `line` writes; nil for anything else.
    init?(line: some StringProtocol) {
      let parts = line.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].utf8.count == 16, parts[0].utf8.allSatisfy(isHexadecimal),
        let order = OrderID(String(parts[1]))
      else { return nil }
      self.init(order: order, digits: String(parts[0]))
    }

    var line: String { "\(digits) \(order)" }
  }

  /// Those of changes.
  public init(_ changes: some Sequence<Change>) { entries = Set(changes.map(Entry.init)) }

  init(entries: Set<Entry>) { self.entries = entries }

  /// Whether a change was shown as it is now.
  public func contains(_ change: Change) -> Bool { entries.contains(Entry(change)) }

  /// Each line's text, sorted: `0123456789abcdef ord-1042`.
  public var lines: [String] { entries.map(\.line).sorted() }

  /// The digest over the sorted lines, each with a line feed.
  public var seal: Digest { Digest(of: Array(lines.map { $0 + "\n" }.joined().utf8)) }
}

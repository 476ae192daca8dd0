public import Planner

/// One thing that another hand changed on the panel.
public struct DriftItem: Sendable, Hashable {
  public let order: OrderID
  public let kind: Kind
  /// What differs, in words for one row.
  let told: String

  /// What kind of thing.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Fields of its server have other values.
    case changed
    /// Its server is not there any more.
    case vanished
    /// Its server is suspended, and no document asked for that.
    case suspended
  }
}

extension DriftItem {
  /// Everything in a plan that no document asked for, by order. What documents ask for and no apply has done yet is no drift.
  public static func all(in plan: Plan) -> [DriftItem] {
    let changed = plan.changes.compactMap { change -> DriftItem? in
      let fields = change.differences.filter(\.cause.isDrift)
      if fields.isEmpty { return nil }
      let shown = fields.prefix(6).map(words)
      let more = fields.count > shown.count ? ["and \(counted(fields.count - shown.count, "other field"))"] : []
      return DriftItem(order: change.order, kind: .changed, told: (shown + more).joined(separator: ", "))
    }
    let vanished = plan.vanished.map { gone in
      DriftItem(
        order: gone.order, kind: .vanished,
        told: gone.strayed.map { "server \($0.id) does not have the order's external id any more" }
          ?? "server \(gone.recorded.id) is not on the panel any more")
    }
    let suspended = plan.notices.compactMap { notice -> DriftItem? in
      guard case .suspendedByHand(let suspension) = notice.kind, let order = notice.order else { return nil }
      let since = suspension.since.map { ", recorded since \($0)" } ?? ""
      return DriftItem(order: order, kind: .suspended, told: "suspended by hand on the panel\(since)")
    }
    return (changed + vanished + suspended).sorted { ($0.order, $0.kind.rawValue) < ($1.order, $1.kind.rawValue) }
  }

  private static func words(_ difference: Difference) -> String {
    let field = difference.field
    let old = difference.old.word ?? delimited(cut(field.said(difference.old.text ?? "")))
    return "\(field.label) is \(old) on the panel and \(delimited(cut(field.said(difference.new)))) in git"
  }

  private static func cut(_ text: String) -> String { text.count > 80 ? text.prefix(80) + "…" : text }

  /// How somebody deals with it.
  var waysOut: [String] {
    switch kind {
    case .changed:
      ["botfleet plan --accept-drift \(order) | git apply", "botfleet apply"]
    case .vanished: ["botfleet apply --recreate \(order)"]
    case .suspended: ["botfleet apply --resume \(order)", "botfleet plan --accept-drift \(order) | git apply"]
    }
  }
}

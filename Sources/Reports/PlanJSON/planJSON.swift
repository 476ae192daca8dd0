public import Planner

/// The version of the form; a change of it is a change of this word.
let planFormat = "botfleet.plan/1"

/// The plan as JSON, `"format": "botfleet.plan/1"`, described by `schemas/plan.schema.json`. `readSavedPlan` reads it.
///
/// Equal plans give equal bytes. Every key is always there, null where there is nothing to say. Of the variables that are left to
/// customers it holds the names and no values.
///
/// - Parameter folder: the fleet's; the usual one is not written.
public func planJSON(_ plan: Plan, in folder: FleetFolder = .usual) -> String { jsonText(plan.json(in: folder)) }

extension Plan {
  /// In the usual folder it is what it was before there could be others.
  func json(in folder: FleetFolder) -> JSONValue {
    let place: [JSONValue.Member] = folder == .usual ? [] : [.init("folder", .string(folder.path))]
    return JSONValue.object([
      .init("panel", .string(panel)), .init("revision", .optional(revision.commit)),
      .init("dirty", .bool(revision.isDirty)),
      .init("asOf", .string(asOf.description)), .init("counts", countsJSON),
      .init("forecast", Forecast(of: self).json), .init("refused", .array(refusals.map(\.json))),
      .init("accept", .optional(isAcceptable ? acceptance.description : nil)),
      .init("changes", .array(changes.map(\.json))), .init("catalog", .array(catalogEdits.map(\.json))),
      .init("pending", .array(pending.map(\.json))),
      .init("waiting", .array(waiting.map(\.json))),
      .init("vanished", .array(vanished.map(\.json))), .init("orphans", .array(orphans.map(\.json))),
      .init("notices", .array(notices.map(\.json))), .init("faulty", .array(faulty.sorted().map { .string($0.text) })),
      .init("diagnostics", .array(diagnostics.map(\.json))),
    ]).behind(
      [
        .init("format", .string(planFormat)), .init("digest", .string(digest.description)),
        .init("fleet", .string(fleet)),
      ] + place)
  }

  private var countsJSON: JSONValue {
    let kinds = kindCountsJSON(of: Dictionary(grouping: changes, by: \.kind).mapValues(\.count))
    return .object(
      [
        .init("orders", .integer(counts.orders)), .init("servers", .integer(counts.servers)),
        .init("inStep", .integer(counts.inStep)), .init("foreign", .integer(counts.foreign)),
        .init("unreadable", .integer(counts.unreadable)), .init("waiting", .integer(waiting.count)),
        .init("waitingBefore", .integer(waitingBefore)),
        .init("vanished", .integer(vanished.count)), .init("orphans", .integer(orphans.count)),
      ] + (counts.notLookedAt.map { [.init("notLookedAt", .integer($0))] } ?? []) + [.init("changes", kinds)])
  }
}

/// How many changes of each kind there are.
func kindCountsJSON(of counts: [Change.Kind: Int]) -> JSONValue {
  let counted = Change.Kind.allCases.filter { !$0.isCountedIfAny || counts[$0] != nil }
  return .object(counted.map { .init($0.rawValue, .integer(counts[$0] ?? 0)) })
}

extension Revision {
  var isDirty: Bool {
    switch self {
    case .commit: false
    case .dirty: true
    }
  }
}

extension Forecast {
  fileprivate var json: JSONValue {
    .object([
      .init("requests", .integer(requests)), .init("performing", .integer(performing)),
      .init("observing", .integer(observing)), .init("seconds", seconds.map(JSONValue.integer) ?? .null),
      .init("requestsPerMinute", limit.requestsPerMinute.map(JSONValue.integer) ?? .null),
      .init("reservePercent", .integer(limit.reservePercent)),
    ])
  }
}

extension JSONValue {
  /// A case of an enumeration: its word under `code`, and what it carries.
  static func coded(_ code: String, _ members: [Member] = []) -> JSONValue {
    .object([Member("code", .string(code))] + members)
  }

  /// The members of an object before those of this one.
  func behind(_ members: [Member]) -> JSONValue {
    guard case .object(let own) = self else { return self }
    return .object(members + own)
  }
}

extension CatalogEdit {
  var json: JSONValue {
    .object([
      .init("sold", sold.json), .init("limits", .array(limits.map(\.json))),
      .init("orders", .array(orders.map { .string($0.text) })), .init("held", .array(held.map(\.json))),
    ])
  }
}

extension CatalogEdit.Limit {
  fileprivate var json: JSONValue {
    .object([.init("field", .string(field.path)), .init("old", .string(old)), .init("new", .string(new))])
  }
}

extension CatalogEdit.Held {
  fileprivate var json: JSONValue {
    .object([.init("order", .string(order.text)), .init("node", shortage.json)])
  }
}

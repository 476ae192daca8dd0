extension RecordEdit {
  /// Nil where both are the same.
  init?(from before: OrderResult?, to after: OrderResult?, isUnreadable: Bool) {
    guard before != after else { return nil }
    let what: What =
      switch (before, after) {
      case (nil, _): .added
      case (_, nil): isUnreadable ? .unreadable : .removed
      case (.some, .some): .changed
      }
    self.init(what, fieldEdits(from: entries(of: before), to: entries(of: after)))
  }
}

/// A document's entry.
private struct Entry {
  let path: String
  let value: String
  /// Whether it is botfleet's own, and no text that a customer may have written.
  let isOwn: Bool

  init?(_ path: String, _ value: String?, isOwn: Bool = true) {
    guard let value else { return nil }
    self.path = path
    self.value = value
    self.isOwn = isOwn
  }
}

private func fieldEdits(from old: [Entry], to new: [Entry]) -> [RecordEdit.FieldEdit] {
  let before = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
  let after = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
  let paths = new.map(\.path) + old.map(\.path).filter { after[$0] == nil }
  return paths.compactMap { path in
    let (left, right) = (before[path], after[path])
    guard left?.value != right?.value else { return nil }
    return RecordEdit.FieldEdit(path, from: told(left), to: told(right))
  }
}

private func told(_ entry: Entry?) -> ObservedValue {
  guard let entry else { return .unset }
  return entry.isOwn ? .shown(entry.value) : .hidden
}

/// The entries of a record, what decides most of it first.
private func entries(of result: OrderResult?) -> [Entry] {
  guard let result else { return [] }
  let (server, applied) = (result.server, result.applied)
  let entries = [
    Entry("terminating.since", result.terminatingSince?.description),
    Entry("orphaned.since", result.orphanedSince?.description),
    Entry("suspendedByHand.since", result.suspendedByHandSince?.description),
    Entry("server.id", server?.id.description), Entry("server.uuid", server?.uuid),
    Entry("server.identifier", server?.identifier), Entry("server.node", server?.node.description),
    Entry("server.address", server?.address), Entry("server.installed", server?.installation.rawValue),
    Entry("phase", result.phase.rawValue), Entry("since", result.since.description),
    Entry("applied.revision", applied?.revision), Entry("applied.change", applied?.change.description),
    Entry("applied.at", applied?.at.description), Entry("applied.tier", applied?.tier?.text),
    Entry("applied.addons", applied.map { $0.addons.map(\.text).joined(separator: ", ") }),
    Entry("failure.action", result.failure?.action), Entry("failure.code", result.failure?.code),
    Entry("failure.message", result.failure?.message, isOwn: false),
  ]
  return entries.compactMap(\.self) + values(applied?.spec, below: "applied.spec")
    + values(applied?.asked, below: "applied.asked")
}

private func values(_ values: FieldValues?, below path: String) -> [Entry] {
  guard let values else { return [] }
  return values.fields.compactMap { Entry("\(path).\($0.path)", values[$0], isOwn: !$0.isText) }
}

/// What a revision makes of the records, for its own plan: a pull request can write there, and nobody but apply ought to.
///
/// - Parameters:
///   - fork: the records where the revision left the branch that it is for; what changed there since is not of its making.
///   - branch: the records of that branch.
///   - fleet: the fleet at the revision.
public func recordEdits(
  since fork: [OrderID: OrderResult], beside branch: [OrderID: OrderResult], in fleet: Fleet
) -> [Notice] {
  Set(fork.keys).union(fleet.results.keys).sorted().compactMap { order in
    let result = fleet.results[order]
    guard result != fork[order] else { return nil }
    let edit = RecordEdit(from: branch[order], to: result, isUnreadable: fleet.unreadable.contains(order))
    return edit.map { Notice(order: order, kind: .recordEdit($0)) }
  }
}

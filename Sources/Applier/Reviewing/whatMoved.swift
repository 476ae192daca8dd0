import Planner

extension SavedPlan.SavedChange {
  /// What is different now, in words for the reviewer.
  func whatMoved(to context: StalenessContext, _ order: OrderID) -> String {
    if context.unreadable.contains(order) { return "the order's document has errors now" }
    let candidates = context.changes(of: order)
    guard let now = candidates.first(where: { $0.kind.rawValue == kind }) ?? candidates.first else {
      return absence(from: context, order)
    }
    let seen = server.flatMap { server in now.server.flatMap { server.whatMoved(to: $0) } }
    if now.kind.rawValue != kind {
      let causes = [context.edit(of: order), seen].compactMap(\.self)
      return (causes + ["was \(escapedForDisplay(kind, upTo: 20)), is now \(now.kind.rawValue)"]).joined(
        separator: "; ")
    }
    if let seen { return seen }
    for case .createServer(let new) in now.actions {
      if let node, node != new.placement.node.number {
        let cause = context.refusal(by: node, of: new)
        return [context.edit(of: order), cause].compactMap(\.self).joined(separator: "; ")
      }
    }
    return edited(now, context)
  }

  private func absence(from context: StalenessContext, _ order: OrderID) -> String {
    let plan = context.plan
    let cause = context.edit(of: order)
    func told(_ what: String) -> String { [cause, what].compactMap(\.self).joined(separator: "; ") }
    if let waiting = plan.waiting.first(where: { $0.order == order }) {
      let facts = waiting.reason.facts.prefix(3).joined(separator: "; ")
      return told(
        "the order waits now: \(escapedForDisplay(waiting.reason.words, upTo: 200))\(facts.isEmpty ? "" : ": \(facts)")"
      )
    }
    if plan.vanished.contains(where: { $0.order == order }) { return told("the server has vanished from the panel") }
    if plan.faulty.contains(order) { return told("the order has errors now") }
    return told("there is nothing left to do for it")
  }

  /// The values that differ from those that were reviewed.
  private func edited(_ now: Change, _ context: StalenessContext) -> String {
    var before = Dictionary(differences.map { ($0.field, $0.new) }) { first, _ in first }
    var after = Dictionary(now.differences.map { ($0.field.path, $0.new) }) { first, _ in first }
    for spec in specs { before.merge(spec) { $1 } }
    for case .createServer(let server) in now.actions {
      let values = FieldValues(server.spec)
      for field in values.fields { after[field.path] = values[field] }
    }
    let names = after.filter { before[$0.key] != $0.value }.sorted { $0.key < $1.key }
      .map { "\(escapedForDisplay($0.key, upTo: 60)) is to be \(escapedForDisplay($0.value, upTo: 60))" }
    let cause =
      context.edit(of: now.order) ?? "its documents are unchanged, but something else that it depends on changed"
    return names.isEmpty ? cause : "\(cause): \(names.joined(separator: ", "))"
  }
}

extension SavedPlan.SavedChange.Server {
  /// What somebody else did to the server; nil where nothing that was reviewed.
  fileprivate func whatMoved(to now: Change.Target) -> String? {
    if uuid != now.uuid { return "another server has the order's external id" }
    if node != now.node.number { return "the server was moved to node \(now.node) on the panel" }
    if status != now.status.word {
      return
        "the server changed on the panel: status \(escapedForDisplay(status, upTo: 40)) -> \(escapedForDisplay(now.status.word, upTo: 40))"
    }
    let changed = now.touched.fields.compactMap { field -> String? in
      guard let old = observed[field.path] ?? nil, let new = now.touched[field].text, old != new else { return nil }
      let (before, after) = (escapedForDisplay(field.said(old), upTo: 60), escapedForDisplay(field.said(new), upTo: 60))
      return "\(escapedForDisplay(field.label, upTo: 60)) \(before) -> \(after)"
    }
    return changed.isEmpty ? nil : "the server changed on the panel: \(changed.joined(separator: ", "))"
  }
}

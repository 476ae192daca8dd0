internal import Planner

extension Row {
  /// A way in which the panel is not as a commit says, in the plan's words.
  init(_ difference: ProofDifference) {
    let order = difference.order
    switch difference.kind {
    case .change(let change): self.init(change)
    case .waiting(let waiting): self.init(waiting)
    case .vanished(let vanished): self.init(vanished)
    case .refused(let refusal): self.init(.vanished, order, refusal.sentence)
    case .moveByHand(let from, let to): self.init(Notice(order: order, kind: .moveByHand(from: from, to: to)))
    case .unreadable:
      self.init(.waiting, order, "its document or its result has errors; botfleet validate shows them")
    case .unrecorded(let parts):
      self.init(
        .notice, order, "recorded otherwise: \(parts.joined(separator: ", "))", notes: ["botfleet apply records it"])
    case .field(let field, let recorded, let found):
      let (old, new) = (recorded.map(field.said), found.map(field.said))
      self.init(
        .drift, order,
        recorded == nil && found == nil
          ? "\(field.label) has another value than the recorded one"
          : "\(field.label) is recorded as \(old ?? "unset"), and the panel has \(new ?? "none")")
    }
  }
}

extension ProofDifference {
  /// The same on one line, for machines.
  var sentence: String {
    if case .change(let change) = kind { return "\(Mark(change).rawValue): \(change.told(address: nil))" }
    return Row(self).shared.title
  }
}

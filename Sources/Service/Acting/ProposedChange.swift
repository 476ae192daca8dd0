import Applier
import FoundationEssentials
import Planner
import Reports
import SignIn
import Views

/// What a change comes to, as an administrator is shown it before anything is committed.
struct ProposedChange: Sendable {
  /// The diff that would be committed.
  let patch: String
  /// The plan that it leads to.
  let plan: String?
  /// Why there is no plan.
  let blind: String?
  /// What becomes of the order, in a line.
  let effect: String?
  let problems: [String]
  /// What confirms it, for this person and this change alone; nil where it cannot be confirmed.
  let seal: String?

  init(_ wish: ChangeWish, _ proposal: EditProposal, by admin: Administrator, sealedWith key: SealingKey) {
    let errors = proposal.problems.filter { $0.severity == .error }
    patch = orderEditPatch(proposal.edits)
    effect = proposal.status.map { String(orderEffectText($0, style: .plain).prefix { $0 != "\n" }) }
    problems = errors.map { "\($0.message)\($0.hint.map { " (\($0))" } ?? "")" }
    switch proposal.plan {
    case .plan(let found): (plan, blind) = (planText(found, style: .plain), nil)
    case .blind(let why): (plan, blind) = (nil, why)
    case .none: (plan, blind) = (nil, nil)
    }
    let confirmed = ConfirmedWish(wish: wish, shown: patchDigest(of: proposal), by: admin.name)
    let sealed = (try? JSONEncoder().encode(confirmed)).map { key.sealForm(String(decoding: $0, as: UTF8.self)) }
    seal = errors.isEmpty && !proposal.isNeedless ? sealed : nil
  }
}

/// What whoever confirms brings back: the change, what was shown of it, and to whom.
struct ConfirmedWish: Codable {
  let wish: ChangeWish
  /// The digest of the patch.
  let shown: String
  let by: String

  init(wish: ChangeWish, shown: String, by: String) { (self.wish, self.shown, self.by) = (wish, shown, by) }

  /// Nil where the seal is nobody's, another person's, or another order's.
  init?(_ seal: String?, of order: OrderID, by admin: Administrator, _ key: SealingKey) {
    guard let opened = seal.flatMap(key.openForm),
      let confirmed = try? JSONDecoder().decode(ConfirmedWish.self, from: Data(opened.utf8)),
      confirmed.by == admin.name, confirmed.wish.id == order
    else { return nil }
    self = confirmed
  }
}

internal import Planner

extension Row {
  init(_ notice: Notice) {
    switch notice.kind {
    case .recordEdit(let edit): self.init(.rule, notice.order, notice.kind.sentence, notes: edit.notes)
    case .ruleEdit: self.init(.rule, notice.order, notice.kind.sentence)
    case .refusalLifted(let refusal, _):
      self.init(.rule, notice.order, notice.kind.sentence, notes: ["before: \(refusal.sentence)"])
    case .suspendedByHand(let suspension):
      self.init(.notice, notice.order, suspension.sentence, notes: suspension.notes(on: notice.order))
    default: self.init(.notice, notice.order, notice.kind.sentence)
    }
  }
}

extension Notice.Kind {
  /// What there is to know, and what to do about it.
  var sentence: String {
    switch self {
    case .moveByHand(let from, let to):
      "is on node \(from), but pinned to node \(to); the panel's API cannot move servers, so transfer it by hand"
    case .imageNotOffered(let image, let egg): "egg \(egg) does not offer image \(image)"
    case .ruleNotJudged(let variable, let rule):
      "the rule \(rule) of variable \(variable) is unknown and was not checked"
    case .installFailed: "its installation failed; check the install log on the panel, and reinstall there"
    case .reinstallFailed: "its reinstallation failed; check the install log on the panel, and reinstall there"
    case .installOverdue(let since): "still installing since \(since), longer than the fleet allows"
    case .terminationDue(let day): "terminated and suspended; to be deleted on \(day)"
    case .protected: "protected; not deleted, although its order is terminated"
    case .customerNotChecked(let permission):
      "unknown whether its customer has a panel user: the key lacks \(permission.rawValue)"
    case .nodesNotChecked(let permission): "the room on the nodes is unknown: the key lacks \(permission.rawValue)"
    case .belowReserve(let node, let name, let resource, let left, let reserve):
      "node \(node) (\(name)) has only \(left) of \(resource.rawValue) left, less than its reserve of \(reserve)"
    case .ignored(let field, let observed, let ordered): ignoredSentence(field, observed, ordered)
    case .ruleEdit(let edit):
      "this pull request \(edit.effect.rawValue): \(edit.setting) \(delimited(edit.before)) -> \(delimited(edit.after))"
    case .refusalLifted(_, let follows): "this pull request lifts a refusal: \(followWords(follows))"
    case .nothingToIgnore(let field): "ignores \(field.path), which no document sets"
    case .leftBehind(let branch, let left): "left behind on \(branch): \(left.words)"
    case .clocksDiffer(let gap):
      "it is \(gap.machine) on this machine and \(gap.panel) on the panel: nothing is deleted and no day is recorded until the clocks agree"
    case .suspendedByHand(let suspension): suspension.sentence
    case .recordEdit(let edit): "this pull request edits records: \(edit.words)"
    case .lookedAtEverything(let why): "everything was looked at: \(why.words)"
    case .moreLeftBehind(let branch, let count): "left behind on \(branch): \(counted(count, "other thing"))"
    }
  }

  /// `8 suspensions follow`.
  private func followWords(_ follows: [Followed]) -> String {
    if follows.isEmpty { return "nothing follows while other refusals remain" }
    let words = follows.map { counted($0.count, $0.kind.noun) }.joined(separator: ", ")
    return "\(words) \(follows.count == 1 && follows[0].count == 1 ? "follows" : "follow")"
  }

  /// `ignored: memory 4GiB, the order says 2GiB`.
  private func ignoredSentence(_ field: Field, _ observed: ObservedValue, _ ordered: String) -> String {
    guard observed != .shown(ordered) else {
      let wish = field.said(ordered)
      return "ignored: \(field.label) \(delimited(excerpts(wish, wish, upTo: 100).new)), as the order says"
    }
    let (found, wish) = shownValues(of: field, observed, ordered, upTo: 100)
    return "ignored: \(field.label) \(found), the order says \(wish)"
  }
}

extension Notice.WholeLook {
  fileprivate var words: String {
    switch self {
    case .settings: "fleet.yaml changed, which is about every order"
    case .catalog: "the catalog changed, which is about every order"
    case .base: "fleet.yaml or the catalog of the base has errors, so that nobody can say what changed"
    }
  }
}

extension Change.Kind {
  /// One of its kind.
  fileprivate var noun: String {
    switch self {
    case .createUser: "new user"
    case .linkUser: "linked user"
    case .link: "linked server"
    case .create: "new server"
    case .update: "update"
    case .suspend: "suspension"
    case .unsuspend: "unsuspension"
    case .terminate: "termination"
    case .adopt: "adoption"
    }
  }
}

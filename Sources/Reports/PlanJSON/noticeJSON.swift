internal import Planner

extension Notice {
  var json: JSONValue {
    .object([
      .init("order", .optional(order?.text)), .init("notice", kind.json), .init("message", .string(kind.sentence)),
    ])
  }
}

extension Notice.Kind {
  fileprivate var json: JSONValue {
    switch self {
    case .moveByHand(let from, let to):
      .coded("move-by-hand", [.init("from", .integer(from.number)), .init("to", .integer(to.number))])
    case .imageNotOffered(let image, let egg):
      .coded("image-not-offered", [.init("image", .string(image)), .init("egg", .integer(egg.number))])
    case .ruleNotJudged(let variable, let rule):
      .coded("rule-not-judged", [.init("variable", .string(variable)), .init("rule", .string(rule))])
    case .installFailed: .coded("install-failed")
    case .reinstallFailed: .coded("reinstall-failed")
    case .installOverdue(let since): .coded("install-overdue", [.init("since", .string(since.description))])
    case .terminationDue(let day): .coded("termination-due", [.init("on", .string(day.description))])
    case .protected: .coded("protected")
    case .customerNotChecked(let permission):
      .coded("customer-not-checked", [.init("permission", .string(permission.rawValue))])
    case .nodesNotChecked(let permission):
      .coded("nodes-not-checked", [.init("permission", .string(permission.rawValue))])
    case .belowReserve(let node, let name, let resource, let left, let reserve):
      .coded(
        "below-reserve",
        [
          .init("node", .integer(node.number)), .init("name", .string(name)),
          .init("resource", .string(resource.rawValue)), .init("leftMiB", .integer(left.count)),
          .init("reserveMiB", .integer(reserve.count)),
        ])
    case .ignored(let field, let observed, let ordered):
      .coded(
        "ignored",
        [
          .init("field", .string(field.path)), .init("observed", .optional(observed.text)),
          .init("ordered", .string(ordered)),
        ] + observed.hiddenMark)
    case .ruleEdit(let edit):
      .coded(
        edit.effect.rawValue,
        [
          .init("setting", .string(edit.setting)), .init("before", .string(edit.before)),
          .init("after", .string(edit.after)),
        ])
    case .refusalLifted(let refusal, let follows):
      .coded(
        "lifts-refusal",
        [
          .init("refusal", .string(refusal.sentence)),
          .init("follows", .object(follows.map { .init($0.kind.rawValue, .integer($0.count)) })),
        ])
    case .nothingToIgnore(let field): .coded("nothing-to-ignore", [.init("field", .string(field.path))])
    case .leftBehind(let branch, let left):
      .coded(
        "left-behind",
        [
          .init("branch", .string(branch)), .init("what", .string(escapedForDisplay(left.what, upTo: 200))),
          .init("why", .string(left.why.code)),
        ])
    case .clocksDiffer(let gap):
      .coded(
        "clocks-differ",
        [.init("machine", .string(gap.machine.description)), .init("panel", .string(gap.panel.description))])
    case .recordEdit(let edit):
      .coded(
        "edits-records",
        [.init("record", .string(edit.what.rawValue)), .init("fields", .array(edit.fields.map(\.json)))])
    case .suspendedByHand(let suspension):
      .coded(
        "suspended-by-hand",
        [
          .init("since", .optional(suspension.since?.description)),
          .init("orderWants", .string(suspension.orderWants.rawValue)),
          .init("historyEndsTooEarly", .bool(suspension.isBeyondHistory)),
        ])
    case .lookedAtEverything(let why): .coded("looked-at-everything", [.init("because", .string(why.rawValue))])
    case .moreLeftBehind(let branch, let count):
      .coded("more-left-behind", [.init("branch", .string(branch)), .init("count", .integer(count))])
    }
  }
}

extension RecordEdit.FieldEdit {
  /// A side that is null and not named in `hidden` is not there.
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("path", .string(path)), .init("before", .optional(before.text)), .init("after", .optional(after.text)),
    ]
    if before == .hidden || after == .hidden { members.append(.init("hidden", .bool(true))) }
    return .object(members)
  }
}

extension Refusal.ChangeLimit {
  /// Nothing where the share alone decides.
  fileprivate var json: [JSONValue.Member] {
    switch self {
    case .share: []
    case .always(let share): [.init("allowedByShare", .integer(share))]
    }
  }
}

extension Refusal {
  var json: JSONValue {
    coded.behind([.init("message", .string(sentence)), .init("acceptable", .bool(remedy == .acceptable))])
  }

  private var coded: JSONValue {
    switch self {
    case .tooManyTerminations(let planned, let allowed):
      .coded("too-many-terminations", [.init("planned", .integer(planned)), .init("allowed", .integer(allowed))])
    case .tooManyChanges(let planned, let allowed, let recorded, let limit):
      .coded("too-many-changes", [.init("planned", .integer(planned))] + share(allowed, recorded) + limit.json)
    case .tooManyCreates(let planned, let allowed, let recorded):
      .coded("too-many-creates", [.init("planned", .integer(planned))] + share(allowed, recorded))
    case .tooManyUsers(let planned, _, let allowed, let recorded):
      .coded("too-many-users", [.init("planned", .integer(planned))] + share(allowed, recorded))
    case .fleetShrank(let gone, let allowed, let recorded):
      .coded("fleet-shrank", [.init("gone", .integer(gone.count))] + share(allowed, recorded))
    case .tooManyVanished(let count, let allowed):
      .coded("too-many-vanished", [.init("vanished", .integer(count)), .init("allowed", .integer(allowed))])
    case .anotherPanel(let order, let recorded, let observed):
      .coded(
        "another-panel",
        [
          .init("order", .string(order.text)), .init("recordedUUID", .string(recorded)),
          .init("observedUUID", .string(observed)),
        ])
    case .sampleGone(let orders):
      .coded("sample-gone", [.init("orders", .array(orders.map { .string($0.text) }))])
    }
  }

  private func share(_ allowed: Int, _ recorded: Int) -> [JSONValue.Member] {
    [.init("allowed", .integer(allowed)), .init("recorded", .integer(recorded))]
  }
}

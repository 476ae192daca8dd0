import Testing

@testable import Planner

/// What a revision makes of the rules that its reviewers rely on.
@Suite struct RuleEditTests {
  private func edits(_ old: FleetSettings, _ new: FleetSettings) -> [String] {
    told(ruleEdits(from: aFleet([], settings: old), to: aFleet([], settings: new)))
  }

  private func told(_ notices: [Notice]) -> [String] {
    notices.compactMap { notice in
      guard case .ruleEdit(let edit) = notice.kind else { return nil }
      return "\(edit.effect.rawValue) \(edit.setting) \(edit.before) -> \(edit.after)"
    }
  }

  @Test(
    arguments: [
      (.init(maxChangedPercent: 30), .init(maxChangedPercent: 100), ["loosens safety.maxChanged 30% -> 100%"]),
      (.init(maxTerminations: 3), .init(maxTerminations: 4), ["loosens safety.maxTerminations 3 -> 4"]),
      (.init(), .init(maxCreates: .count(500)), ["loosens safety.maxCreates 30% -> 500"]),
      (.init(), .init(maxUsers: .share(percent: 31)), ["loosens safety.maxUsers 30% -> 31%"]),
      (.init(), .init(always: 6), ["loosens safety.always 5 -> 6"]), (.init(always: 6), .init(), []),
      (.init(maxChangedPercent: 100), .init(maxChangedPercent: 30), []),
      (.init(maxCreates: .count(500)), .init(maxCreates: .count(499)), []),
    ] as [(FleetSettings.Safety, FleetSettings.Safety, [String])])
  func `A limit is told where it is raised`(
    old: FleetSettings.Safety, new: FleetSettings.Safety, expected: [String]
  ) {
    #expect(edits(theSettings(safety: old), theSettings(safety: new)) == expected)
  }

  @Test(
    arguments: [
      (.init(terminateAfterDays: 7), .init(terminateAfterDays: 0), ["loosens policy.terminateAfter 7d -> 0d"]),
      (.init(terminateAfterDays: 7), .init(terminateAfterDays: 30), []),
      (.init(removed: .keep), .init(removed: .suspend), ["loosens policy.removed keep -> suspend"]),
      (.init(removed: .suspend), .init(removed: .keep), []),
      (
        .init(suspendedByHand: .keep), .init(suspendedByHand: .resume),
        ["loosens policy.suspendedByHand keep -> resume"]
      ),
      (.init(suspendedByHand: .resume), .init(suspendedByHand: .keep), []),
      (.init(overdue: .suspend), .init(overdue: .keep), ["changes policy.overdue suspend -> keep"]),
      (.init(branch: "main"), .init(), ["loosens policy.branch main -> any branch"]),
      (.init(branch: "main"), .init(branch: "mine"), ["loosens policy.branch main -> mine"]),
      (.init(), .init(branch: "main"), []),
      (.init(apply: .reviewed), .init(), ["loosens policy.apply reviewed -> merged"]),
      (.init(), .init(apply: .reviewed), []),
    ] as [(FleetSettings.Policy, FleetSettings.Policy, [String])])
  func `A policy is told where it holds back less`(
    old: FleetSettings.Policy, new: FleetSettings.Policy, expected: [String]
  ) {
    #expect(edits(theSettings(policy: old), theSettings(policy: new)) == expected)
  }

  @Test func `Protection that is taken away is told at its order, with the order's file as well`() {
    let old = aFleet([anOrder("ord-1", isProtected: true), anOrder("ord-2", isProtected: true), anOrder("ord-3")])
    let new = aFleet([anOrder("ord-1"), anOrder("ord-3", ignored: [.memory])])
    let notices = ruleEdits(from: old, to: new)
    #expect(notices.map(\.order) == ["ord-1", "ord-2", "ord-3"].map { orderID($0) })
    #expect(
      told(notices) == [
        "loosens protect true -> false", "loosens protect true -> no order", "loosens ignore [] -> [build.memory]",
      ])
    let broken = aFleet([], unreadable: [orderID("ord-1"), orderID("ord-2")])
    #expect(ruleEdits(from: old, to: broken).isEmpty)
    #expect(ruleEdits(from: new, to: aFleet(old.orders)).isEmpty)
  }

  @Test func `An egg that may be changed is told at its order, and one that may not any more is not`() {
    let (old, new) = (aFleet([anOrder(), anOrder("ord-2")]), aFleet([anOrder(eggChange: .allowed), anOrder("ord-2")]))
    #expect(ruleEdits(from: old, to: new).map(\.order) == [orderID("ord-1")])
    #expect(told(ruleEdits(from: old, to: new)) == ["loosens eggChange wait -> allowed"])
    #expect(ruleEdits(from: new, to: old).isEmpty)
  }

  @Test func `A refusal that a revision lifts is named, with what follows`() throws {
    let orders = (1...8).map { anOrder("ord-\($0)", payment: .overdue) }
    let servers = orders.enumerated().map { aServer(of: anOrder($1.id.text), id: $0 + 1) }
    func fleet(_ percent: Int, _ orders: [Order]) -> Fleet {
      aFleet(
        orders, recorded: zip(orders, servers).map { aResult(of: $0, $1) },
        settings: theSettings(safety: .init(maxChangedPercent: percent, always: 0)))
    }
    func lifted(_ old: Fleet, _ new: Fleet) -> [Notice.Kind] {
      let panel = aPanel(servers)
      return liftedRefusals(
        by: aPlan(for: new, on: panel), before: aPlan(for: old, on: panel),
        underOldLimits: aPlan(for: new.under(old.settings.safety), on: panel)
      ).map(\.kind)
    }
    let refusal = Refusal.tooManyChanges(planned: 8, allowed: 2, recorded: 8)
    let expected = [Notice.Kind.refusalLifted(refusal, follows: [Followed(kind: .suspend, count: 8)])]
    #expect(lifted(fleet(30, orders), fleet(100, orders)) == expected)
    // One that would have been refused under the limits before.
    #expect(lifted(fleet(30, orders.map { anOrder($0.id.text) }), fleet(100, orders)) == expected)
    #expect(lifted(fleet(100, orders), fleet(100, orders)).isEmpty)
    #expect(lifted(fleet(30, orders), fleet(30, orders)).isEmpty)
  }
}

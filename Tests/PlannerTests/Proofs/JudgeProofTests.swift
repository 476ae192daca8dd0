import Testing

@testable import Planner

/// What is proven, and what differs.
@Suite struct JudgeProofTests {
  private func judge(
    _ orders: [Order], recorded results: [OrderResult], on servers: [ObservedServer],
    policy: FleetSettings.Policy = .init(), users: [PanelUser]? = [aUser(1, "admin")], gap: ClockGap? = nil,
    unreadable: Set<OrderID> = []
  ) -> ProofJudgement {
    let fleet = aFleet(orders, recorded: results, settings: theSettings(policy: policy), unreadable: unreadable)
    let panel = aPanel(servers, users: users).noting(gap)
    return judgeProof(by: aPlan(for: fleet, on: panel), for: fleet, seenAs: panel, asOf: noon)
  }

  private func words(_ judgement: ProofJudgement) -> [String] {
    judgement.differences.map { "\($0.word) \($0.order?.text ?? "-")" }
  }

  private let order = anOrder()

  @Test func `A panel that has what is declared and recorded is proven`() {
    let (server, waits) = (aServer(of: order), anOrder("ord-2", quote: .pending))
    let judgement = judge(
      [order, waits], recorded: [aResult(of: order, server)], on: [server, aServer(externalID: nil, id: 9)])
    #expect(words(judgement) == [] && judgement.isProven && judgement.exceptions == [])
    #expect(judgement.live.digest == LiveState(recorded: [aResult(of: order, server)]).digest)
    #expect(judgement.counts == .init(orders: 2, waiting: 1, servers: 1, foreign: 1, phases: [.running: 1]))
  }

  @Test func `What apply would change differs, and so does what it would only record`() {
    let server = aServer(of: order)
    #expect(words(judge([order], recorded: [], on: [])) == ["change ord-1"])
    let drifted = aServer(of: order) { $0.build.memory = Mebibytes(4096) }
    #expect(words(judge([order], recorded: [aResult(of: order, server)], on: [drifted])) == ["change ord-1"])
    #expect(words(judge([order], recorded: [aResult(of: order, server)], on: [])) == ["vanished ord-1"])
    let behind = aResult(of: order, server, phase: .installing)
    let judgement = judge([order], recorded: [behind], on: [server])
    #expect(words(judgement) == ["unrecorded ord-1"])
    #expect(judgement.differences.map(\.kind) == [.unrecorded(["phase installing -> running"])])
  }

  @Test func `An order that waits for something else than its own word differs`() {
    #expect(words(judge([anOrder(tier: "classic")], recorded: [], on: [])) == ["waiting ord-1"])
    #expect(words(judge([anOrder(payment: .pending)], recorded: [], on: [])) == [])
  }

  @Test func `A pinned order on another node differs, although apply can do nothing`() {
    let server = aServer(of: order, node: 2)
    #expect(
      words(judge([anOrder(node: 1)], recorded: [aResult(of: order, server)], on: [server])) == ["other-node ord-1"])
  }

  @Test func `A document that cannot be read is not proven`() {
    let server = aServer(of: order)
    let judgement = judge([], recorded: [aResult(of: order, server)], on: [server], unreadable: [order.id])
    #expect(words(judgement) == ["unreadable ord-1"])
  }

  @Test func `What an order ignores is an exception, and not in the digest`() {
    let ignoring = anOrder(ignored: [.memory])
    let server = aServer(of: ignoring) { $0.build.memory = Mebibytes(4096) }
    let whole = aResult(of: ignoring, server)
    let record = OrderResult(
      order: whole.order, phase: whole.phase, since: whole.since, server: whole.server,
      applied: whole.applied.map {
        .init(
          revision: $0.revision, change: $0.change, at: $0.at, tier: $0.tier, addons: $0.addons,
          spec: $0.spec.without([.memory]))
      }, terminatingSince: nil, failure: nil)
    let judgement = judge([ignoring], recorded: [record], on: [server])
    #expect(words(judgement) == [])
    #expect(judgement.exceptions == [ProofException(.ignored, of: order.id, field: "build.memory")])
  }

  @Test func `A suspension by hand that is recorded is an exception`() {
    let (ran, server) = (aServer(of: order), aServer(of: order, status: .suspended))
    let was = aResult(of: order, ran)
    let record = OrderResult(
      order: was.order, phase: .suspended, since: was.since, server: was.server, applied: was.applied,
      terminatingSince: nil, suspendedByHandSince: day("2026-11-20"), failure: nil)
    let judgement = judge([order], recorded: [record], on: [server])
    #expect(words(judgement) == [] && judgement.exceptions.map(\.kind) == [.suspendedByHand])
    #expect(judgement.counts.phases == [.suspended: 1])
    #expect(words(judge([order], recorded: [was], on: [server])) == ["unrecorded ord-1"])
  }

  @Test func `A server whose order is gone is an exception, and its fields are looked at all the same`() {
    let server = aServer(of: order)
    let whole = aResult(of: order, server)
    let record = OrderResult(
      order: whole.order, phase: whole.phase, since: whole.since, server: whole.server, applied: whole.applied,
      terminatingSince: nil, orphanedSince: day("2026-11-20"), failure: nil)
    let kept = judge([], recorded: [record], on: [server], policy: .init(removed: .keep))
    #expect(words(kept) == [] && kept.exceptions.map(\.kind) == [.removed])
    let moved = aServer(of: order) {
      $0.build.memory = Mebibytes(4096)
      $0.startup.environment["TIER"] = "secret"
    }
    let judgement = judge([], recorded: [record], on: [moved], policy: .init(removed: .keep))
    #expect(
      judgement.differences.map(\.kind) == [
        .field(.memory, recorded: "512MiB", found: "4GiB"), .field(.variable("TIER"), recorded: nil, found: nil),
      ])
  }

  @Test func `Where the clocks differ, or owners cannot be read, nothing is proven`() {
    let server = aServer(of: order)
    let gap = ClockGap(machine: noon, panel: Instant(seconds: noon.seconds + 3600))
    let record = aResult(of: order, server)
    let clocks = judge([order], recorded: [record], on: [server], gap: gap)
    #expect(words(clocks) == [] && clocks.unseen == [.clocks(gap!)] && !clocks.isProven)
    let owned = anOrder(customer: Customer(id: "cust-1", user: nil, contact: nil))
    let owners = judge([owned], recorded: [record], on: [server], users: nil)
    #expect(words(owners) == [] && owners.unseen == [.owner(order.id, .users)] && !owners.isProven)
  }

  @Test func `The digest moves with every fact, and with nothing else`() {
    let server = aServer(of: order)
    func digest(_ result: OrderResult) -> Digest { LiveState(recorded: [result]).digest }
    let first = digest(aResult(of: order, server))
    #expect(first == digest(aResult(of: order, server, since: "2026-11-20")))
    #expect(first != digest(aResult(of: order, server, phase: .suspended)))
    #expect(first != digest(aResult(of: order, aServer(of: order, node: 2))))
    #expect(first != digest(aResult(of: order, aServer(of: order, uuid: anUUID(7)))))
    #expect(first != digest(aResult(of: order, aServer(of: order) { $0.build.io = 10 })))
    #expect(first != LiveState(recorded: []).digest)
  }
}

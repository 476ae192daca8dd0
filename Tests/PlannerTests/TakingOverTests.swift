import Testing

@testable import Planner

/// What is believed of results that anybody may have written.
@Suite struct TakingOverTests {
  private let order = anOrder()

  private func taken(
    _ claimed: OrderResult, _ order: Order? = nil, recorded: [OrderResult] = [], on servers: [ObservedServer],
    voucher: WaitingRecords.Voucher = .panel, declared: String = "2026-10-01T00:00:00Z",
    settings: FleetSettings = theSettings()
  ) -> TakenOver {
    var waiting = WaitingRecords(on: "botfleet/results", voucher: voucher)
    waiting.read(
      FleetFile(path: "fleet/" + resultPath(of: claimed.order), content: .bytes(writeResult(claimed))), in: "fleet")
    #expect(waiting.leftBehind.isEmpty)
    let order = order ?? self.order
    let fleet = aFleet([order], recorded: recorded, settings: settings).knowing(
      GitEvidence(declaredAt: [order.id: instant(declared)]))
    return fleet.takingOver(waiting, seenAs: aPanel(servers), asOf: noon)
  }

  private func left(_ taken: TakenOver) -> [LeftBehind.Reason] { taken.fleet.evidence.leftBehind.map(\.why) }

  @Test func `What the panel says as well is believed, and needs nothing`() {
    let server = aServer(of: order)
    let taken = taken(aResult(of: order, server), on: [server])
    #expect(taken.results.map(\.order) == [order.id] && left(taken).isEmpty)
    #expect(aPlan(for: taken.fleet, on: aPanel([server])).isEmpty)
  }

  @Test func `Another server than the panel's is left behind`() {
    let taken = taken(aResult(of: order, aServer(of: order, id: 1)), on: [aServer(of: order, id: 2)])
    #expect(taken.results.isEmpty && left(taken) == [.panelDiffers])
  }

  @Test func `A server that the panel does not have is left behind, and made`() {
    let taken = taken(aResult(of: order, aServer(of: order)), on: [])
    #expect(left(taken) == [.panelDiffers])
    #expect(aPlan(for: taken.fleet, on: aPanel()).changes.map(\.kind) == [.create])
  }

  @Test func `A server that is older than its order stays to be adopted before people's eyes`() {
    let server = aServer(of: order)
    let taken = taken(aResult(of: order, server), on: [server], declared: "2026-11-20T00:00:00Z")
    #expect(left(taken) == [.olderThanOrder])
    #expect(aPlan(for: taken.fleet, on: aPanel([server])).changes.map(\.kind) == [.adopt])
  }

  @Test func `What the panel has otherwise, and what customers decide, is not recorded`() {
    let server = aServer(of: order) { $0.startup.environment["SECRET"] = "s3cret" }
    let claimed = aResult(
      of: order,
      aServer(of: order) { spec in
        spec.build.memory = Mebibytes(1)
        spec.startup.environment["SECRET"] = "s3cret"
      })
    let spec = taken(claimed, on: [server]).results.first?.applied?.spec
    #expect(spec?[.memory] == nil && spec?[.variable("SECRET")] == nil && spec?[.disk] != nil)
  }

  @Test func `A day is no earlier than the panel's last change, and none is in the future`() {
    let order = anOrder(state: .terminated)
    let server = aServer(of: order, status: .suspended)
    let result = taken(aResult(of: order, server, terminatingSince: "2020-01-01"), order, on: [server]).results.first
    #expect(result?.terminatingSince == server.updatedAt.day)
    let future = taken(aResult(of: order, server, terminatingSince: "2099-01-01"), order, on: [server])
    #expect(left(future) == [.future])
  }

  @Test func `An end is believed where the order wants it and the panel has nothing left`() {
    let server = aServer(of: order, status: .suspended)
    let ended = aResult(of: order, server, phase: .terminated)
    let recorded = [aResult(of: order, server)]
    let terminated = anOrder(state: .terminated)
    #expect(taken(ended, terminated, recorded: recorded, on: []).results.map(\.phase) == [.terminated])
    #expect(left(taken(ended, order, recorded: recorded, on: [])) == [.panelDiffers])
    #expect(left(taken(ended, terminated, recorded: recorded, on: [server])) == [.panelDiffers])
  }

  @Test func `An order that nobody has declared or recorded is no order`() {
    let stranger = anOrder("ord-2")
    #expect(left(taken(aResult(of: stranger, aServer(of: stranger)), on: [aServer(of: stranger)])) == [.noResult])
  }

  @Test func `That an order is gone is believed where its server is suspended`() {
    let server = aServer(of: order)
    let gone = anOrder("ord-2")
    func claim(_ server: ObservedServer) -> OrderResult? {
      let known = aResult(of: order, server)
      let claimed = OrderResult(
        order: order.id, phase: known.phase, since: known.since, server: known.server, applied: known.applied,
        terminatingSince: nil, orphanedSince: day("2026-11-10"), failure: nil)
      return taken(
        claimed, gone, recorded: [known], on: [server], settings: theSettings(policy: .init(removed: .suspend))
      ).fleet.results[order.id]
    }
    #expect(claim(server)?.orphanedSince == nil)
    #expect(claim(aServer(of: order, status: .suspended))?.orphanedSince == day("2026-11-10"))
  }

  @Test func `What is signed is believed whole, unless the panel has another server`() {
    let server = aServer(of: order)
    let claimed = aResult(of: order, aServer(of: order) { $0.build.memory = Mebibytes(1) })
    #expect(taken(claimed, on: [server], voucher: .signature).results == [claimed])
    #expect(left(taken(claimed, on: [aServer(of: order, id: 2)], voucher: .signature)) == [.panelDiffers])
    #expect(taken(claimed, on: [], voucher: .signature).results == [claimed])
  }
}

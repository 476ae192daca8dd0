import Testing

@testable import Planner

/// What a pull request writes where only apply ought to write.
@Suite struct RecordEditTests {
  private let order = anOrder(state: .terminated)
  private var record: OrderResult {
    aResult(of: order, aServer(of: order, status: .suspended), terminatingSince: "2026-11-20")
  }

  private func edits(
    _ now: [OrderResult], beside branch: [OrderResult], since fork: [OrderResult]? = nil,
    unreadable: Set<OrderID> = []
  ) -> [RecordEdit] {
    func records(_ results: [OrderResult]) -> [OrderID: OrderResult] {
      Dictionary(results.map { ($0.order, $0) }) { first, _ in first }
    }
    let fleet = aFleet([order], recorded: now, unreadable: unreadable)
    let notices = recordEdits(since: records(fork ?? branch), beside: records(branch), in: fleet)
    return notices.compactMap { if case .recordEdit(let edit) = $0.kind { edit } else { nil } }
  }

  @Test func `What is the same, or changed on the branch alone, is no edit`() {
    #expect(edits([record], beside: [record]).isEmpty)
    #expect(edits([record], beside: [], since: [record]).isEmpty)
    #expect(edits([], beside: [record], since: []).isEmpty)
    let newer = aResult(of: order, aServer(of: order), terminatingSince: "2026-11-21")
    #expect(edits([record], beside: [newer], since: [record]).isEmpty)
    #expect(edits([newer], beside: [newer], since: [record]).isEmpty)
  }

  @Test func `A day, a server and a number are told as they were and as they are`() {
    let forged = aResult(
      of: order,
      aServer(of: order, id: 1, uuid: anUUID(9), status: .suspended) { $0.build.memory = Mebibytes(1) },
      terminatingSince: "2020-01-01")
    let edit = edits([forged], beside: [record]).first
    #expect(edit?.what == .changed)
    #expect(
      edit?.fields.contains(.init("terminating.since", from: .shown("2026-11-20"), to: .shown("2020-01-01"))) == true)
    #expect(
      edit?.fields.contains(.init("server.uuid", from: .shown(anUUID(1)), to: .shown(anUUID(9)))) == true)
    #expect(
      edit?.fields.contains {
        $0.path.hasPrefix("applied.spec.") && $0.path.hasSuffix("memory") && $0.after == .shown("1MiB")
      } == true)
  }

  @Test func `What a customer may have written is told without its words`() {
    func record(_ secret: String) -> OrderResult {
      aResult(of: order, aServer(of: order) { $0.startup.environment["SECRET"] = secret })
    }
    let edit = edits([record("s3cret")], beside: [record("other")]).first
    #expect(edit?.fields.map(\.before) == [.hidden] && edit?.fields.map(\.after) == [.hidden])
    #expect(edit?.fields.first?.path.contains("SECRET") == true)
  }

  @Test func `A new record, one that is removed and one that cannot be read are told as such`() {
    #expect(edits([record], beside: []).map(\.what) == [.added])
    #expect(edits([], beside: [record]).map(\.what) == [.removed])
    #expect(edits([], beside: [record], unreadable: [order.id]).map(\.what) == [.unreadable])
    #expect(
      edits([], beside: [record]).first?.fields.first
        == .init("terminating.since", from: .shown("2026-11-20"), to: .unset))
  }
}

import Guarding
import Planner
import Testing

@testable import Notify

/// What becomes news, and what does not.
struct NotingTests {
  /// The states that a receiver was told of, in sequence.
  private func told(_ standings: [Standing], rules: [NotifyRule] = allRules) async throws -> [String] {
    let (folder, receiver) = (try TestFolder(), try TestReceiver())
    let notifier = try notifier([hook("shop", receiver)], in: folder, rules: rules)
    for standing in standings {
      _ = try await notifier.note(standing)
      _ = await notifier.deliver()
    }
    return try receiver.bodies.map { body in
      guard case .object(let members) = try parseJSON(Array(body.utf8)),
        case .object(let data)? = members.first(where: { $0.key == "data" })?.value
      else { return body }
      let texts = ["order", "state", "reason"].compactMap { key -> String? in
        guard case .string(let text)? = data.first(where: { $0.key == key })?.value else { return nil }
        return text
      }
      return texts.joined(separator: " ")
    }
  }

  @Test func `What was so before anybody was to be told is told to nobody`() async throws {
    let old = [declared("bot-1", .running), declared("bot-2", .failed, failure: "no-free-allocation")]
    #expect(try await told([standing(old), standing(old, at: "c2")]) == [])
    #expect(
      try await told([standing(old), standing(old + [declared("bot-3", .new)], at: "c2")]) == ["bot-3 deploying"])
  }

  @Test func `Each state is told once, however often it is seen and by whichever commit`() async throws {
    let stories = [
      standing([]), standing([declared("bot-1", .new)], at: "c1"), standing([declared("bot-1", .new)], at: "c2"),
      standing([declared("bot-1", .installing)], at: "c3"), standing([declared("bot-1", .running)], at: "c4"),
      standing([declared("bot-1", .running)], at: "c5"),
      standing([declared("bot-1", .suspended, wish: .suspended(.overdue))], at: "c6"),
      standing([declared("bot-1", .suspended, wish: .running)], at: "c7"),
      standing([declared("bot-1", .running)], at: "c8"),
    ]
    #expect(
      try await told(stories) == [
        "bot-1 deploying", "bot-1 running", "bot-1 suspended overdue", "bot-1 running",
      ])
  }

  @Test func `A paid order is followed from the delivery to its bot`() async throws {
    let stories = [
      standing([]),
      Standing(fleet: nil, intake: [reached("bot-1", .received)]),
      standing([], at: "c1", intake: [reached("bot-1", .waiting(.payment))]),
      Standing(fleet: nil, intake: [reached("bot-1", .received, cause: "msg_2")]),
      standing([declared("bot-1", .new)], at: "c2", intake: [reached("bot-1", .waiting(.capacity), cause: "msg_2")]),
      standing([declared("bot-1", .new)], at: "c3", intake: [reached("bot-1", .waiting(.capacity), cause: "msg_2")]),
      standing(
        [declared("bot-1", .installing)], at: "c3", intake: [reached("bot-1", .waiting(.capacity), cause: "msg_2")]),
      Standing(fleet: nil, intake: [reached("bot-1", .waiting(.capacity), cause: "msg_2")]),
      standing([declared("bot-1", .running)], at: "c4", intake: [reached("bot-1", .received, cause: "msg_3")]),
      Standing(fleet: nil, intake: [reached("bot-1", .received, cause: "msg_4")]),
    ]
    #expect(
      try await told(stories) == [
        "bot-1 received", "bot-1 waiting payment", "bot-1 waiting capacity", "bot-1 deploying", "bot-1 running",
      ])
  }

  @Test func `Of what intake heard before the first look, only the last day is told`() async throws {
    let heard = [
      reached("bot-1", .received, at: begin - 86_400), reached("bot-2", .received, at: begin - 86_401),
      reached("bot-3", .received, at: nil),
    ]
    #expect(try await told([standing([], intake: heard)]) == ["bot-1 received"])
    #expect(try await told([Standing(fleet: nil, intake: heard), standing([])]) == ["bot-1 received"])
  }

  @Test func `An event is told beside the state, once for each`() async throws {
    let running = [declared("bot-1", .running)]
    func crash(_ id: String) -> Standing {
      Standing(fleet: nil, events: [reached("bot-1", .crashLoop, cause: id)])
    }
    #expect(
      try await told([standing(running), crash("e1"), crash("e1"), standing(running, at: "c2"), crash("e2")])
        == ["bot-1 crash-loop", "bot-1 crash-loop"])
  }

  @Test func `Only what a rule names is told`() async throws {
    let stories = [
      standing([]), standing([declared("bot-1", .new)]), standing([declared("bot-1", .running)], at: "c2"),
    ]
    #expect(try await told(stories, rules: [NotifyRule(to: .customer, about: [.running])]) == ["bot-1 running"])
    #expect(try await told(stories, rules: [NotifyRule(to: .staff, about: [.running])]) == [])
  }

  @Test func `Nobody is told of an order that nobody bought`() async throws {
    let nobodys = Standing(fleet: nil, intake: [reached("bot-1", .received, customer: nil)])
    #expect(try await told([standing([]), nobodys]) == [])
  }

  @Test func `An id is the same for the same news, and another for each receiver`() async throws {
    let receivers = try [TestReceiver(), TestReceiver()]
    func ids() async throws -> [[String]] {
      let notifier = try notifier([hook("a", receivers[0]), hook("b", receivers[1])], in: TestFolder())
      _ = try await notifier.note(Standing(fleet: nil, intake: [reached("bot-1", .received)]))
      _ = await notifier.deliver()
      return receivers.map { $0.values(of: "webhook-id") }
    }
    _ = try await ids()
    let twice = try await ids()
    #expect(twice.allSatisfy { $0.count == 2 && $0[0] == $0[1] })
    #expect(twice[0] != twice[1])
  }

  @Test func `Two receivers of one name are refused`() throws {
    let receiver = try TestReceiver()
    #expect(throws: NotifierProblem.self) {
      try notifier([hook("a", receiver), hook("a", receiver)], in: TestFolder())
    }
  }

  @Test(arguments: [
    (declared("a", .new), CustomerState.deploying), (declared("a", .new, wish: .waiting(.quotePending)), nil),
    (declared("a", .waiting, wish: .waiting(.paymentPending)), .waiting(.payment)),
    (declared("a", .waiting, wish: .waiting(.notBegun(from: Day("2026-12-01")!))), nil),
    (declared("a", .waiting, wish: .waiting(.ended(until: Day("2026-11-01")!))), .ended),
    (declared("a", .running), .running(.unknown)),
    (declared("a", .running, byHand: Day("2026-11-28")!), .suspended(.byHand)),
    (
      declared("a", .suspended, wish: .suspended(.ended(until: Day("2026-11-28")!))),
      .suspended(.periodOver(Day("2026-11-28")!))
    ),
    (declared("a", .terminating, wish: .gone), nil),
    (declared("a", .terminating, wish: .gone, deletion: Day("2026-12-06")!), .ending(until: Day("2026-12-06")!)),
    (declared("a", .terminated), .ended), (declared("a", .closed), .ended), (declared("a", .orphan), nil),
    (declared("a", .unreadable), nil),
    (declared("a", .failed, failure: "panel-failing"), .failed(code: "panel-failing", acts: .itself)),
    (declared("a", .failed, failure: "install-failed"), .failed(code: "install-failed", acts: .staff)),
    (declared("a", .failed, failure: "of-tomorrow"), .failed(code: "of-tomorrow", acts: .staff)),
  ])
  func `Git says what was reached`(status: OrderStatus, expected: CustomerState?) {
    #expect(reachedState(of: status, under: .init(), .unknown) == expected)
  }
}

import Applier
import Foundation
import Panel
import PanelProcess
import Planner
import RepositoryFixtures
import Testing

/// The whole of an apply, as a function: it returns how it ended, ends no process, and can be called again.
@Suite(.timeLimit(.minutes(20)))
struct ApplyTests {
  @Test func `Orders become servers, what happens is told in its order, and once more there is nothing to do`()
    async throws
  {
    let fleet = try FleetOnPanel(["ord-1"])
    let plan = try await fleet.plan()
    #expect(plan.whole.changes.map(\.order.text) == ["ord-1"] && !plan.isFaulty)
    #expect(try await fleet.servers().isEmpty)

    let events = EventLog()
    let end = try await fleet.apply(telling: events)
    #expect(end.meaning == .done && end.created == ["ord-1"])
    #expect(
      events.words == [
        "preparing", "prepared", "started", "began ord-1", "ended ord-1", "observing", "recording", "ending",
      ])
    #expect(try await fleet.servers() == ["ord-1"])
    #expect(try fleet.lastSubject == "apply: 1 server created" && !fleet.isLocked)

    let commit = try fleet.server.id("main")
    let again = try await fleet.apply()
    #expect(again.meaning == .done && again.created == [])
    #expect(try fleet.server.id("main") == commit && !fleet.isLocked)
    #expect(try await fleet.plan().whole.isEmpty)
  }

  /// A run that never ends in memory keeps its clients, with their connections, threads and descriptors, until the process has no more of them.
  @Test func `A run that ended is freed with all that it was given`() async throws {
    final class Held: Sendable {}
    weak var held: Held?
    let fleet = try FleetOnPanel(["ord-1"])
    do {
      let given = Held()
      held = given
      let end = try await fleet.apply(hearing: { _ in withExtendedLifetime(given) {} })
      #expect(end.meaning == .done)
    }
    // Tasks that were cancelled let go of it a moment later.
    for _ in 0..<3_000 where held != nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(held == nil)
  }

  @Test func `Two fleets are applied at once, each on its own panel`() async throws {
    let (one, other) = (try FleetOnPanel(["ord-1", "ord-2"]), try FleetOnPanel(["ord-3"]))
    async let first = one.apply()
    async let second = other.apply()
    let ends = try await [first, second]
    #expect(ends.map(\.created) == [["ord-1", "ord-2"], ["ord-3"]])
    #expect(try await one.servers() == ["ord-1", "ord-2"])
    #expect(try await other.servers() == ["ord-3"])
    #expect(try one.lastSubject == "apply: 2 servers created" && other.lastSubject == "apply: 1 server created")
  }

  @Test func `While one is asked, another that is applied in the same process has no lock`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    let elsewhere = try TemporaryRepository(["clone", "-q", fleet.server.path])
    for place in [fleet.clone, elsewhere] {
      let end = try await fleet.apply(asking: { _ in
        let other = try? await fleet.apply(in: place)
        guard case .noLock(.held)? = other, other?.meaning == .refused else { return .proceed }
        return .decline
      })
      guard case .refused(.declined) = end else { throw Unexpected(end: end) }
    }
    #expect(try await fleet.apply().created == ["ord-1"])
  }

  @Test(arguments: [Consent.decline, .notSeen])
  func `Without consent nothing is done, and the lock is given back`(answer: Consent) async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    let events = EventLog()
    let end = try await fleet.apply(asking: { _ in answer }, telling: events)
    guard case .refused(let refusal) = end else { throw Unexpected(end: end) }
    #expect(refusal == (answer == .decline ? .declined : .notSeen) && end.meaning == .refused)
    #expect(events.words == ["preparing", "prepared", "ending"])
    #expect(try await fleet.servers().isEmpty && !fleet.isLocked)
  }

  @Test func `A plan over a limit is refused before anybody is asked, and applied when it is accepted`() async throws {
    let orders = (10...30).map { "ord-\($0)" }
    let fleet = try FleetOnPanel(orders)
    let end = try await fleet.apply(asking: { _ in
      Issue.record("somebody was asked")
      return .proceed
    })
    guard case .refused(.overLimit) = end else { throw Unexpected(end: end) }
    #expect(try await fleet.servers().isEmpty && end.meaning == .refused && !fleet.isLocked)
    let digest = try await fleet.plan().whole.acceptance
    #expect(try await fleet.apply(accepting: digest).created == orders)
    guard case .refused(.needlessAcceptance) = try await fleet.apply(accepting: digest) else {
      throw Unexpected(end: end)
    }
  }

  @Test func `Stopped while somebody is asked, it returns with nothing done, and asks nobody any longer`() async throws
  {
    let fleet = try FleetOnPanel(["ord-1"])
    let stop = ShutdownSignal()
    let events = EventLog()
    let end = try await fleet.apply(
      until: stop,
      asking: { _ in
        let answer = await stop.stop()
        if case .nothingBegun = answer {} else { Issue.record("\(answer)") }
        // Somebody who takes their time is not waited for.
        do { try await Task.sleep(for: .seconds(3600)) } catch { return .proceed }
        return .proceed
      }, telling: events)
    guard case .stopped = end else { throw Unexpected(end: end) }
    #expect(end.meaning == .interrupted && events.words == ["preparing", "prepared", "ending"])
    #expect(try await fleet.servers().isEmpty && !fleet.isLocked)
    #expect(try await fleet.apply().created == ["ord-1"])
  }

  @Test func `Stopped while a panel is read that does not answer, it returns at once`() async throws {
    let fleet = try FleetOnPanel(["ord-1"], panel: ["--latency", "60000"])
    let stop = ShutdownSignal()
    let end = try await fleet.apply(
      until: stop,
      hearing: { event in
        guard case .preparing = event else { return }
        Task {
          while !fleet.isLocked { try? await Task.sleep(for: .milliseconds(20)) }
          try? await Task.sleep(for: .milliseconds(300))
          await stop.stop()
        }
      })
    guard case .stopped = end else { throw Unexpected(end: end) }
    #expect(!fleet.isLocked)
  }

  @Test func `Stopped before it is called, it does nothing`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    let stop = ShutdownSignal()
    await stop.stop()
    let events = EventLog()
    guard case .stopped = try await fleet.apply(until: stop, telling: events) else {
      throw Unexpected(end: .stopped)
    }
    #expect(events.words == ["ending"] && !fleet.isLocked)
    #expect(try await fleet.panel.requests().isEmpty)
  }

  @Test func `Stopped in the middle, it finishes and records what is under way, and the next one does the rest`()
    async throws
  {
    let fleet = try FleetOnPanel(["ord-1", "ord-2", "ord-3", "ord-4"])
    let (stopped, first) = AsyncStream.makeStream(of: Void.self)
    let stop = ShutdownSignal()
    // A server takes so long that the signal is there before it is made.
    try await fleet.panel.control(
      #"{"do": "fault", "kind": "slow", "seconds": 1, "method": "POST", "path": "/api/application/servers", "times": 2}"#
    )
    let asking = Task {
      for await _ in stopped { return await stop.stop() }
      return .again
    }
    let end = try await fleet.apply(
      until: stop,
      hearing: { event in
        if case .progress(.began) = event { first.yield() }
      })
    if case .wait = await asking.value {} else { Issue.record("it was not under way") }
    #expect(end.meaning == .incomplete && end.created.count < 4 && !end.created.isEmpty)
    #expect(try await fleet.servers() == end.created && !fleet.isLocked)
    #expect(try fleet.lastSubject == "apply: \(counted(end.created.count, "server")) created")

    #expect(try await fleet.apply().meaning == .done)
    #expect(try await fleet.servers() == ["ord-1", "ord-2", "ord-3", "ord-4"])
  }

  private struct Unexpected: Error {
    let end: ApplyEnd
  }
}

extension ApplyEnd {
  /// The orders whose servers were made, in the order of their ids.
  fileprivate var created: [String] {
    guard case .finished(let finished, _, _) = self else { return [] }
    return finished.run.outcomes.filter { $0.change.kind == .create && $0.outcome.isApplied }.map(\.change.order.text)
      .sorted()
  }
}

import Applier
import Git
import Health
import Intake
import Logging
import Notify
import Planner
import Views

/// Keeps the fleet at the branch's tip in memory, so that a page asks nobody.
actor FleetWatch {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let desk: OrderIntake
  private let health: any HealthReading
  private let bell: Bell
  private var repository: Repository?
  private var waits: [OrderID: Wait] = [:]
  /// The fleet as it was read last; nil before the first time.
  private(set) var snapshot: FleetSnapshot?

  init(_ setup: ServerSetup, clone: String, board: StatusBoard, desk: OrderIntake, health: any HealthReading) {
    (self.setup, self.clone, self.board, self.desk, self.health) = (setup, clone, board, desk, health)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Looks now: something was committed.
  func wake() async { await bell.ring() }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await look()
      await bell.wait(atMost: .seconds(15))
    }
    await board.note(.pages, .stopped)
  }

  /// One look: the branch, and what intake knows beside it. What was read last goes on to be shown while the remote is dead, or the documents
  /// have errors that hold back everything.
  func look() async {
    await readWaits()
    do {
      let repository = try await opened()
      var fault: String?
      var tip: ObjectID?
      do { tip = try await setup.follow(in: repository) } catch { fault = "\(error)" }
      if tip == nil { tip = try await repository.target(of: "refs/heads/\(setup.configuration.repository.branch)") }
      guard let tip else { return await hinder(fault ?? "the remote has no such branch") }
      let day = setup.time.now().day
      if snapshot?.tip != tip.description || snapshot?.asOf != day {
        let fleet = try await setup.workspace(in: clone).fleet(at: tip)
        snapshot = FleetSnapshot(of: fleet, tip: tip.description, asOf: day)
      }
      if let fault { return await hinder(fault) }
      await board.note(.pages, .running)
    } catch {
      repository = nil
      await hinder("\(error)")
    }
  }

  /// All that is known now; nil before the fleet was read for the first time.
  func sight() async -> Sight? {
    guard let snapshot else { return nil }
    let planned = await board.reconcile
    // What a plan says is newer than what intake heard.
    let all = waits.merging((planned?.waits ?? [:]).compactMapValues { Wait($0) }) { $1 }
      .merging((planned?.faulty ?? [:]).mapValues { Wait(faulty: $0) }) { $1 }
    return Sight(snapshot, Sightings(await health.sightings(), now: setup.time.now()), waits: all)
  }

  /// The commit that everything is shown as of.
  var tip: ObjectID? { snapshot.flatMap { ObjectID($0.tip) } }

  private func readWaits() async {
    // A store that does not answer is another part's to report.
    guard let standings = try? await desk.standings() else { return }
    waits = Dictionary(
      standings.compactMap { standing in standing.wait.map { (standing.order, $0) } }, uniquingKeysWith: { $1 })
  }

  private func opened() async throws(GitError) -> Repository {
    if let repository { return repository }
    let opened = try await setup.openClone(clone)
    repository = opened
    return opened
  }

  private func hinder(_ why: String) async {
    let shown = snapshot.map { " (shown is \($0.tip.prefix(12)))" } ?? ""
    await board.note(
      .pages, .hindered, why: escapedForDisplay(why, upTo: 1900) + shown,
      advice: "see the remote, and run `botfleet validate`")
  }
}

extension OrderStanding {
  /// As pages tell it; nil where git says more.
  fileprivate var wait: Wait? { ReachedState(self).map { Wait($0.state, words: phase.whyNot) } }
}

extension OrderStanding.Phase {
  fileprivate var whyNot: String? {
    switch self {
    case .retrying(_, let why), .needsPerson(let why): why
    case .waiting(let word): word.words
    case .committed(_, let word): word?.words
    case .received, .nothingToDo, .pullRequest, .discarded: nil
    }
  }
}

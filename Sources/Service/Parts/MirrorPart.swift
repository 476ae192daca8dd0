import Applier
import Git
import Health
import Logging
import Mirror
import Planner
import Postgres
import Store

/// Mirrors git into a database, while `service.yaml` wants it.
actor MirrorPart {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let bell: Bell
  /// Nil where the machine's file names no database.
  private let client: PostgresClient?
  /// Nil where it does not run.
  private var rules: ServiceSettings.MirrorRules?
  private var mirror: GitMirror?
  private var failures = 0
  /// What was done and is not written yet.
  private let facts: FactBox
  private let health: any HealthReading
  /// How many seconds there are between two looks, where nobody rings.
  private let every: Int
  /// What is written of each bot, and when.
  private var written: [String: (sighting: BotSighting, at: Instant)] = [:]

  init(
    _ setup: ServerSetup, clone: String, board: StatusBoard, client: PostgresClient?,
    facts: WaitingFacts? = nil, health: any HealthReading = NoHealth(), every: Int = 15
  ) {
    self.facts = FactBox(facts, log: setup.log)
    (self.setup, self.clone, self.board, self.client) = (setup, clone, board, client)
    (self.health, self.every) = (health, every)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Takes other rules; nil stops mirroring. What is mirrored stays.
  func follow(_ rules: ServiceSettings.MirrorRules?) async {
    self.rules = rules
    await bell.ring()
  }

  /// Looks now: something was committed.
  func wake() async { await bell.ring() }

  /// Writes what was done to a bot and no commit says. It is on the disk when this returns.
  func note(_ fact: ServerFact) async {
    await facts.add(fact)
    await bell.ring()
  }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      guard let rules else {
        await board.note(.mirror, .off)
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      guard let client else {
        await board.note(
          .mirror, .hindered, why: "service.yaml wants a mirror, and the machine's file has no database for it",
          advice: "give the machine's file `mirror: { urlFrom: NAME }`")
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      await round(rules, client)
      await bell.wait(atMost: .seconds(max(every, min(600, every << min(failures, 6)))))
    }
    await board.note(.mirror, .stopped)
  }

  /// One look. What hinders it is told, and hinders nobody else.
  func round(_ rules: ServiceSettings.MirrorRules, _ client: PostgresClient) async {
    do {
      let mirror = try await opened(client)
      let report = try await mirror.catchUp(keeping: rules.logDays)
      try await write(to: mirror)
      failures = 0
      await board.note(MirrorState(report, at: setup.time.now(), before: await board.mirror))
      guard !report.isWhole else { return await board.note(.mirror, .running) }
      await board.note(
        .mirror, .hindered,
        why: "fleet.yaml or catalog.yaml has errors: the rows of orders are those of an earlier commit",
        advice: "run `botfleet validate`")
    } catch let failure as MirrorFailure {
      await hinder("\(failure)", failure.advice)
    } catch {
      await hinder("the clone cannot be opened: \(error)", "see the state folder; the clone in it can be deleted")
    }
  }

  private func hinder(_ why: String, _ advice: String) async {
    failures += 1
    mirror = nil
    await board.noteMirrorFailure()
    await board.note(.mirror, .hindered, why: escapedForDisplay(why, upTo: 2000), advice: advice)
  }

  private func write(to mirror: GitMirror) async throws(MirrorFailure) {
    while true {
      let waiting = await facts.first()
      if waiting.isEmpty { break }
      // Who is killed in between writes them again, and each is there once.
      try await mirror.note(waiting.map(\.fact))
      guard await facts.remove(waiting) else { break }
    }
    let now = setup.time.now()
    let seen = await health.sightings()
    let news = seen.values.filter { sighting in
      guard let last = written[sighting.server] else { return true }
      let isSame = last.sighting.state == sighting.state && last.sighting.reason == sighting.reason
      return !isSame || sighting != last.sighting && now.seconds - last.at.seconds >= Self.everySeconds
    }
    try await mirror.note(news)
    for sighting in news { written[sighting.server] = (sighting, now) }
    written = written.filter { seen[$0.key] != nil }
  }

  /// The clone, opened once, and again after a failure: somebody may have deleted it.
  private func opened(_ client: PostgresClient) async throws -> GitMirror {
    if let mirror { return mirror }
    let opened = try await setup.openMirror(in: clone, client)
    mirror = opened
    return opened
  }

  /// What changes with every look, a bot's use and how long it has been up, is written as often as this.
  private static let everySeconds = 300
}

extension ServerSetup {
  /// A mirror of the branch, as a clone of the server's own follows it.
  func openMirror(in clone: String, _ client: PostgresClient) async throws -> GitMirror {
    let repository = try await openClone(clone)
    let program = try await GitProgram.find(in: inner, log: log)
    let source = MirrorSource(try await workspace(in: clone), in: repository, through: program) {
      () throws(GitError) in
      try await follow(in: repository)
    }
    return GitMirror(source, into: client, now: time.now)
  }
}

import Applier
import Git
import Logging
import Planner

/// Follows `service.yaml` at the branch's tip, and tells the parts when it changes.
actor SettingsPart {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let bell: Bell
  private let changed: @Sendable (ServiceSettings) async -> Void
  private var known: ServiceSettings?
  private var repository: Repository?
  private var tip: ObjectID?
  private var failures = 0

  init(
    _ setup: ServerSetup, clone: String, board: StatusBoard,
    telling changed: @escaping @Sendable (ServiceSettings) async -> Void
  ) {
    (self.setup, self.clone, self.board, self.changed) = (setup, clone, board, changed)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Looks now: somebody pushed.
  func wake() async { await bell.ring() }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await look()
      await bell.wait(atMost: .seconds(min(600, 30 << min(failures, 5))))
    }
  }

  /// One look. What was read last goes on to hold while the remote is dead, and what the clone has from an earlier process does at first.
  func look() async {
    do {
      let repository = try await opened()
      let branch = setup.configuration.repository.branch
      if known == nil, let old = try? await repository.target(of: "refs/heads/\(branch)") { await read(old) }
      guard let now = try await setup.follow(in: repository) else {
        return await hinder("the remote has no branch \(branch)", "push it, or correct `repository.branch`")
      }
      failures = 0
      if now != tip { await read(now) } else if known != nil { await board.note(.settings, .running) }
    } catch {
      repository = nil
      await hinder("\(error)", "see that the remote is there and lets this server in")
    }
  }

  /// The clone, opened once, and again after a failure: somebody may have deleted it.
  private func opened() async throws(GitError) -> Repository {
    if let repository { return repository }
    let opened = try await setup.openClone(clone)
    repository = opened
    return opened
  }

  private func read(_ commit: ObjectID) async {
    do {
      let workspace = try await setup.workspace(in: clone)
      let document = try await workspace.readServiceSettings(at: commit.description)
      switch document {
      case .sound(let settings): await take(settings)
      case nil: await take(ServiceSettings())
      case .faulty(let problems, _):
        tip = commit
        return await hinder(
          "service.yaml has errors, and what it said before goes on to hold: \(problems.first?.line ?? "")",
          "run `botfleet validate`")
      }
      tip = commit
      await board.note(.settings, .running)
    } catch {
      await hinder("service.yaml cannot be read: \(error)", nil)
    }
  }

  private func take(_ settings: ServiceSettings) async {
    guard settings != known else { return }
    known = settings
    await changed(settings)
  }

  private func hinder(_ why: String, _ advice: String?) async {
    failures += 1
    await board.note(.settings, .hindered, why: escapedForDisplay(why, upTo: 2000), advice: advice)
  }
}

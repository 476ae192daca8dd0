import Applier
import Git
import Logging
import Planner
import Reconcile

/// Runs a reconciler while `service.yaml` wants one.
actor ReconcilePart {
  private let setup: ServerSetup
  private let clone: String
  private let board: StatusBoard
  private let bell: Bell
  /// Nil where it does not run.
  private var rules: ServiceSettings.ReconcileRules?
  private var reconciler: Reconciler?
  private var isStopped = false

  init(_ setup: ServerSetup, clone: String, board: StatusBoard) {
    (self.setup, self.clone, self.board) = (setup, clone, board)
    bell = Bell(sleep: setup.time.sleep)
  }

  /// Takes other rules; nil lets CI apply.
  func follow(_ rules: ServiceSettings.ReconcileRules?) async {
    self.rules = rules
    if let rules, let reconciler {
      await reconciler.follow(rules)
    } else if rules == nil {
      await reconciler?.stop()
    }
    await bell.ring()
  }

  /// Looks now: somebody pushed.
  func wake() async { await reconciler?.wake() }

  /// Accepts the plan that waits over a limit; false where another waits, or none.
  func accept(_ digest: Digest, because: String) async -> Bool {
    await reconciler?.accept(digest, because: because) ?? false
  }

  /// Ends in order.
  func stop() async {
    isStopped = true
    await bell.ring()
    await reconciler?.stop()
  }

  /// Works until it is stopped.
  func run() async {
    while !isStopped, !Task.isCancelled {
      guard let rules else {
        await board.note(.reconcile, .off)
        await bell.wait(atMost: .seconds(3600))
        continue
      }
      do {
        let reconciler = try await makeReconciler(rules)
        self.reconciler = reconciler
        await board.follow(reconciler)
        await board.note(.reconcile, .running)
        await reconciler.run()
        self.reconciler = nil
      } catch {
        await board.note(
          .reconcile, .hindered, why: escapedForDisplay("the clone cannot be opened: \(error)", upTo: 2000),
          advice: "see the state folder; the clone in it can be deleted")
        await bell.wait(atMost: .seconds(60))
      }
    }
    await board.note(.reconcile, .stopped)
  }

  private func makeReconciler(_ rules: ServiceSettings.ReconcileRules) async throws -> Reconciler {
    let repository = try await setup.openClone(clone)
    return Reconciler(
      ReconcileSettings(
        workspace: try await setup.workspace(in: clone), repository: repository,
        branch: setup.configuration.repository.branch, panel: setup.panel, environment: setup.inner,
        owner: setup.owner, process: setup.process, time: setup.time, nonce: setup.nonce, chance: setup.chance),
      rules: rules, log: setup.log)
  }
}

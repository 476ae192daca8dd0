import Forges
import Planner
import Store

/// So many are closed in one round.
private let most = 20

extension OrderIntake {
  /// Closes the pull requests that nobody asks for any more, so that nobody merges what the shop took back; says why in each.
  ///
  /// What a forge does not do now is done in a later round: which ones are left is in the inbox.
  func closeRequests(_ round: inout IntakeRound) async throws(RoundFailure) {
    guard let forge, blindToForgeUntil.map({ now() >= $0 }) ?? true else { return }
    let left = try await stored { () throws(ServiceStoreFailure) in try await inbox.requestsToClose(limit: most) }
    for discarded in left {
      do throws(ForgeFailure) {
        let request = try await forge.pullRequest(discarded.number)
        // Its number may be in somebody's hands by now: only what intake opened is its to close.
        if let request, request.state == .open, request.headBranch.hasPrefix(branchPrefix) {
          _ = try await forge.comment(
            "Closed by \(settings.name): the shop does not ask for this any more (\(discarded.why)).",
            on: request.number)
          try await forge.close(request.number)
        }
      } catch {
        round.hindrance = .forge(error.description)
        blindToForgeUntil = Instant(seconds: now().seconds + Int(requestPause.components.seconds))
        return
      }
      try await stored { () throws(ServiceStoreFailure) in try await inbox.noteClosed(discarded.number) }
    }
  }
}

import Git
import Planner

extension LineAudit {
  /// Looks for moves of the remote's branch that took commits away, and for what this clone shows in the place of commits.
  mutating func checkReferences(_ refs: [String]) async throws(GitError) {
    for ref in refs {
      for move in (try? await history.repository.rewrites(of: ref, limit: 1000)) ?? [] {
        let from = move.from.map { String("\($0)".prefix(12)) } ?? ""
        find(
          .rewritten, nil,
          "\(ref) was moved from \(from) to \(String("\(move.to)".prefix(12))), which does not follow it: a force push")
      }
    }
    // What was committed is what was looked at above; but `git log` shows people something else.
    for ref in try await history.repository.substitutes() {
      find(.substituted, nil, "\(ref) puts another object in the place of \(ref.split(separator: "/").last ?? "")")
    }
    if await history.repository.hasGrafts {
      find(.substituted, nil, "info/grafts gives commits other parents than they have; remove it, and audit again")
    }
  }
}

import Git
import Planner

extension OrderIntake {
  /// What is known of an order's document: as the branch has it, and what intake did to it.
  func ground(of order: OrderID, on branch: BranchView) async throws(GitError) -> Ground {
    var steps: [OrderStep] = []
    for place in (history.left(of: order)?.places ?? []).reversed() {
      guard let after = try await branch.bytes(at: place.path, of: place.commit) else { continue }
      var before: [UInt8]?
      if let parent = place.parent { before = try await branch.bytes(at: place.path, of: parent) }
      steps.append(OrderStep(before: before, after: after))
    }
    switch try await branch.document(of: order) {
    case .unusable(let paths): return .unusable("its document is not one plain file: \(shown(paths))")
    // What intake itself wrote once may lie there still.
    case .none where !steps.isEmpty && !branch.obstacles.isEmpty:
      return .unusable("its document may lie in what is not read: \(shown(branch.obstacles))")
    case .none: return .ground(OrderGround(document: nil, steps: steps))
    case .one(let path, let bytes): return .ground(OrderGround(document: (path, bytes), steps: steps))
    }
  }

  /// What a delivery is decided on.
  enum Ground: Sendable {
    case ground(OrderGround)
    /// Nobody can tell which document is meant.
    case unusable(String)
  }
}

private func shown(_ paths: [String]) -> String { paths.map { escapedForDisplay($0) }.joined(separator: ", ") }

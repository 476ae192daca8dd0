extension PlanDraft {
  /// How much of it is named one by one.
  private static let most = 20

  /// Tells what stands on the branch of waiting results and is not taken over.
  mutating func noticeLeftBehind() {
    let all = fleet.evidence.leftBehind
    for left in all.prefix(Self.most) { notice(.leftBehind(branch: fleet.evidence.waitingBranch, left), of: nil) }
    guard all.count > Self.most else { return }
    notice(.moreLeftBehind(branch: fleet.evidence.waitingBranch, count: all.count - Self.most), of: nil)
  }
}

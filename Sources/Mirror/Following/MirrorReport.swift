public import Git

/// What a round of a mirror came to.
public struct MirrorReport: Hashable, Sendable {
  /// The commit that is mirrored now.
  public internal(set) var commit: ObjectID?
  /// How many commits it followed.
  public internal(set) var followed = 0
  /// Whether all rows were made anew.
  public internal(set) var isRebuilt = false
  /// Whether the rows of orders are of that commit: they are older where its `fleet.yaml` or `catalog.yaml` has errors.
  public internal(set) var isWhole = true

  mutating func note(_ step: MirrorStep) {
    commit = step.next.commit
    isWhole = step.next.isWhole
    followed += 1
  }
}

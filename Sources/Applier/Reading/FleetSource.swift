/// Where a fleet's documents are read from.
public enum FleetSource: Sendable {
  /// As they are on disk.
  case workingTree
  /// As a commit has them, straight from the object database.
  case revision(String)
  /// As the merge of two commits has them, made in memory: what a pull request's head makes of its base. Both are revisions; people are
  /// told the head's.
  case merge(base: String, head: String)
}

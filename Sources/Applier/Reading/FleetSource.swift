/// Where a fleet's documents are read from.
public enum FleetSource: Sendable {
  /// As they are on disk.
  case workingTree
  /// As a commit has them, straight from the object database.
  case revision(String)
}

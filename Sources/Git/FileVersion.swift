/// What a file was along a branch for a while.
public struct FileVersion: Hashable, Sendable {
  /// Its blob; nil while there was no file.
  public let blob: ObjectID?
  /// The first-parent commit that brought it.
  public let commit: ObjectID
  /// When that commit came to the branch at the latest, in seconds since 1970: its own time, or where that cannot be, a later one's.
  public let time: Int64
  /// Whether the history that is here begins with it, so that the file may have been so for longer.
  public let isCutOff: Bool
}

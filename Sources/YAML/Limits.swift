/// How much a document may ask of its reader.
public struct Limits: Sendable, Equatable {
  /// The greatest length of the text, in bytes.
  public let bytes: Int
  /// How many mappings and sequences may be nested.
  public let depth: Int
  /// How many mappings, sequences and scalars there may be, keys included.
  public let nodes: Int
  /// After how many problems reading ends.
  public let problems: Int

  /// Limits for documents that people write by hand.
  public init(bytes: Int = 1 << 20, depth: Int = 16, nodes: Int = 1 << 16, problems: Int = 100) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
    self.problems = problems
  }
}

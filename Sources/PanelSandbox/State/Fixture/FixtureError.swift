/// A fixture file that cannot be used, and why.
public struct FixtureError: Error, CustomStringConvertible, Sendable {
  /// For a person, naming the entry.
  public let description: String
}

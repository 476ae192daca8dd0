public import Planner

/// The names under which a fleet's runs leave something at a forge: each fleet of a repository has its own.
public struct CINames: Sendable, Hashable {
  /// What tells a fleet from the others of its repository; empty for the one in the usual folder.
  private let suffix: String

  /// The names of the fleet in a folder.
  public init(_ folder: FleetFolder) {
    suffix = folder == .usual ? "" : folder.referenceName
  }

  /// The line of a comment that nobody sees, by which the plan's comment on a pull request is found again.
  public var planMarker: String { marker("plan") }
  /// The line by which the comment about an apply is found again.
  public var applyMarker: String { marker("apply") }
  /// The line by which an issue is found again; `about` is one word.
  public func issueMarker(_ about: String) -> String { marker("issue:\(about)") }
  /// The label of the issues that are opened.
  public var issueLabel: String { "botfleet" }

  /// The status that is red for errors in documents and missing room. Its description ends with what `ShownDigests` says of itself.
  public var planStatus: String { context("plan") }
  /// The status that is red where a safety limit holds the plan back.
  public var limitsStatus: String { context("limits") }
  /// The status of a merged commit: what apply made of it.
  public var applyStatus: String { context("apply") }

  private func marker(_ about: String) -> String { "<!-- botfleet:\(about)\(suffix.isEmpty ? "" : ":" + suffix) -->" }
  private func context(_ about: String) -> String { "botfleet/\(about)\(suffix.isEmpty ? "" : " (\(suffix))")" }
}

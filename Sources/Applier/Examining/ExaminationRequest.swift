public import Planner

/// What is to be examined.
public struct ExaminationRequest: Sendable {
  public let location: WorkspaceLocation
  /// An order whose server is looked at as well.
  public let order: OrderID?
  public let purpose: Purpose
  public let now: @Sendable () -> Instant

  /// What the place that is examined is for.
  public enum Purpose: Sendable {
    case planAndApply
    /// Nothing that only an apply needs is asked for, and nothing is written anywhere.
    case planOnly
  }

  public init(
    location: WorkspaceLocation, order: OrderID?, purpose: Purpose, now: @escaping @Sendable () -> Instant
  ) {
    self.location = location
    self.order = order
    self.purpose = purpose
    self.now = now
  }
}

/// What an examination found out.
public struct Examination: Sendable {
  /// In the order in which it was looked at.
  public let findings: [Finding]

  /// What it means for whoever asked.
  ///
  /// - Parameter warnings: whether those are as bad as failures.
  public func meaning(countingWarnings warnings: Bool) -> RunEnd {
    let verdicts = Set(findings.map(\.verdict))
    if verdicts.contains(.unchecked) { return .unreachable }
    return verdicts.contains(.failure) || (warnings && verdicts.contains(.warning)) ? .faulty : .done
  }
}

public import Planner

/// What is to be examined.
public struct ExaminationRequest: Sendable {
  public let location: WorkspaceLocation
  /// An order whose server is looked at as well.
  public let order: OrderID?
  public let purpose: Purpose
  public let now: @Sendable () -> Instant
  /// Asks the place where the repository is hosted, which only somebody beyond this room can reach.
  public let askHost: @Sendable (HostQuestion) async -> [Finding]

  /// What the place that is examined is for.
  public enum Purpose: Sendable {
    case planAndApply
    /// Nothing that only an apply needs is asked for, and nothing is written anywhere.
    case planOnly
  }

  public init(
    location: WorkspaceLocation, order: OrderID?, purpose: Purpose, now: @escaping @Sendable () -> Instant,
    askHost: @escaping @Sendable (HostQuestion) async -> [Finding]
  ) {
    self.location = location
    self.order = order
    self.purpose = purpose
    self.now = now
    self.askHost = askHost
  }
}

/// What somebody has to know to ask a repository's host how it treats a fleet's branch.
public struct HostQuestion: Sendable {
  /// The environment, completed from the file.
  public let variables: [String: String]
  /// The address of the remote that results go to, as git's configuration has it; nil where there is none.
  public let remoteURL: String?
  /// The branch that results go to; nil where nothing says which.
  public let branch: String?
  /// Where results wait that the branch did not take: `botfleet/results`.
  public let waitingBranch: String
  /// What the place that is examined is for.
  public let purpose: ExaminationRequest.Purpose

  public init(
    variables: [String: String], remoteURL: String?, branch: String?, waitingBranch: String,
    purpose: ExaminationRequest.Purpose
  ) {
    self.variables = variables
    self.remoteURL = remoteURL
    self.branch = branch
    self.waitingBranch = waitingBranch
    self.purpose = purpose
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

/// What the registry says of a failure that a record or a run carries.
extension OrderResult.Failure {
  /// Nil for the word of another version of botfleet.
  public var kind: FailureKind? { FailureKind(rawValue: code) }

  public init(action: String, _ kind: FailureKind, message: String) {
    self.init(action: action, code: kind.rawValue, message: message)
  }

  /// What an operator does about it; the next run tries again in every case.
  public var advice: String { kind?.advice ?? FailureDefinition.tryAgain }

  /// What an operator does about a failure that the run before had as well: no rerun helps before something else is done.
  public var adviceAgain: String {
    "it failed in the same way in the previous run; running again alone will not help: \(remedy)"
  }

  private var remedy: String {
    let definition = kind?.definition
    if action == Action.delete.word {
      return definition?.remedyOfDeletion ?? FailureDefinition.lookAtServerAndLog
    }
    return definition?.remedy ?? definition?.advice.map(firstClause) ?? "check the server on the panel"
  }
}

private func firstClause(_ advice: String) -> String { advice.split(separator: ";").first.map(String.init) ?? advice }

extension Outcome.Cause {
  public init(_ kind: FailureKind, message: String, failures: Int) {
    self.init(code: kind.rawValue, message: message, failures: failures)
  }

  /// What an operator does about it.
  public var advice: String { FailureKind(rawValue: code)?.advice ?? FailureDefinition.tryAgain }
}

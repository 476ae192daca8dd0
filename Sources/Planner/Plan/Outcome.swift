/// What became of one change.
public enum Outcome: Hashable, Sendable {
  /// Everything was done.
  ///
  /// - Parameters:
  ///   - server: the server as the panel left it; nil where it was deleted, and for users.
  ///   - address: the address that a new or adopted server has, `203.0.113.7:25565`; nil where it was not read.
  case applied(server: ObservedServer?, address: String?)
  /// The server was made as it was to be, and its installation failed: the bot does not run.
  case installFailed(server: ObservedServer, address: String?)
  case failed(OrderResult.Failure)
  /// Not tried, and why.
  case skipped(Skip)
  /// Whether it was done could not be found out; the next run looks again.
  case unknown(OrderResult.Failure)
  /// The panel answered that everything was done, and what was seen afterwards says otherwise.
  case contradicted(OrderResult.Failure)

  /// Why a change was not tried.
  public enum Skip: Hashable, Sendable {
    /// The plan that was reviewed does not hold it.
    case notReviewed
    /// Its documents are to be reviewed first, and this change was not: why, in words.
    case heldBack(String)
    /// Planned for another state than the one found just before, in words.
    case stale(String)
    /// The user that its server was to belong to could not be made.
    case ownerMissing(customer: String)
    /// The panel user whom its server was to belong to did not become the customer.
    case ownerNotLinked(UserID, customer: String)
    /// The run ended before its turn.
    case interrupted
    /// The run gave up before its turn: what failed before would fail for it too.
    case givenUp(Cause)
  }

  /// What a run gave up for.
  public struct Cause: Hashable, Sendable {
    /// The failure's stable word: `no-answer`.
    public let code: String
    /// One sentence without a full stop.
    public let message: String
    /// After so many such failures, with nothing done between them.
    public let failures: Int

    public init(code: String, message: String, failures: Int) {
      self.code = code
      self.message = message
      self.failures = failures
    }
  }
}

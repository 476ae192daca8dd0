/// What an outcome is called, for machines and for people.
public enum OutcomeWord: String, CaseIterable, Sendable {
  case applied
  case installFailed = "install-failed"
  case failed
  case unknown
  case notKept = "not-kept"
  case skipped

  /// In logs, and behind a number: `2 not installed`.
  public var title: String {
    switch self {
    case .installFailed: "not installed"
    case .notKept: "not kept"
    case .applied, .failed, .unknown, .skipped: rawValue
    }
  }

  /// Before a row that says the rest. What was applied is called by what became of it there.
  public var ofRow: String {
    switch self {
    case .installFailed: Self.failed.rawValue
    case .applied, .failed, .unknown, .notKept, .skipped: title
    }
  }
}

extension Outcome {
  public var word: OutcomeWord {
    switch self {
    case .applied: .applied
    case .installFailed: .installFailed
    case .failed: .failed
    case .unknown: .unknown
    case .contradicted: .notKept
    case .skipped: .skipped
    }
  }
}

extension Outcome.Skip {
  /// A stable word.
  public var code: String {
    switch self {
    case .notReviewed: "not-reviewed"
    case .heldBack: "held-back"
    case .stale: "stale"
    case .ownerMissing: "owner-missing"
    case .ownerNotLinked: "owner-not-linked"
    case .interrupted: "interrupted"
    case .givenUp: "given-up"
    }
  }

  /// Why it was not tried.
  public var sentence: String {
    switch self {
    case .notReviewed: "not in the reviewed plan"
    case .heldBack(let why): "held back: \(why)"
    case .stale(let moved): "stale: \(moved)"
    case .ownerMissing(let customer): "the panel user of \(customer) could not be created"
    case .ownerNotLinked(let user, let customer): "panel user \(user) did not become customer \(customer)"
    case .interrupted: "the run was stopped before its turn"
    case .givenUp(let cause): cause.sentence
    }
  }

  /// The same for however many changes; nil where the run gave up, for that has causes of its own.
  var reason: String? {
    switch self {
    case .notReviewed: "not in the reviewed plan"
    case .heldBack: "held back, for nobody reviewed it as it is"
    case .stale: "changed since the plan"
    case .ownerMissing: "the customer's panel user could not be created"
    case .ownerNotLinked: "the panel user whom the order names did not become its customer"
    case .interrupted: "the run was stopped first"
    case .givenUp: nil
    }
  }

  /// What an operator does about it.
  public var advice: String {
    switch self {
    case .notReviewed, .stale: "plan again, review, apply"
    case .heldBack: "plan again, review, apply with --accept and the plan's digest"
    case .ownerMissing: "the next run does it once that user exists"
    case .ownerNotLinked: "the next run does it once that user is linked"
    case .interrupted: "the next run does it"
    case .givenUp(let cause): cause.advice
    }
  }
}

extension Outcome.Cause {
  /// Why a change was not tried.
  public var sentence: String {
    failures == 1 ? "not tried: \(message)" : "not tried after \(failures) failures in a row: \(message)"
  }
}

extension OrderResult.Failure {
  /// What failed and why, with the word to look up.
  public var told: String { "\(action): \(message) (\(code))" }

  /// The same of an installation.
  public static func installation(_ what: String) -> String {
    "install: \(what); the installation failed (\(FailureKind.installFailed.rawValue))"
  }
}

/// A run in numbers.
public struct Tally: Hashable, Sendable {
  /// Changes that were carried out, by kind.
  public let applied: [Change.Kind: Int]
  /// Servers that were made, and whose installation failed.
  public let installFailed: Int
  public let failed: Int
  public let unknown: Int
  /// Answered as done, and not so when the panel was looked at afterwards.
  public let notKept: Int
  public let skipped: Int
  /// Servers among those of `applied` that this fleet did not make.
  public let takenOver: Int

  /// `6 servers and 1 user created`, `2 updated`, `1 failed`: what was tried; nothing where nothing was.
  public var words: [String] {
    let done = phrases(applied, \.participle)
    let rest = [
      (installFailed, OutcomeWord.installFailed), (failed, .failed), (unknown, .unknown), (notKept, .notKept),
    ]
    let taken = takenOver > 0 ? ["including \(counted(takenOver, "takeover"))"] : []
    return done + taken + rest.filter { $0.0 > 0 }.map { "\(thousands($0.0)) \($0.1.title)" }
  }
}

/// So many changes of each kind in words, those that create first: `6 servers and 1 user to create`, `2 to update`.
///
/// - Parameter verb: what is said of the changes of a kind: `to create`.
public func phrases(_ counts: [Change.Kind: Int], _ verb: (Change.Kind) -> String) -> [String] {
  let servers = counts[.create].map { counted($0, "server") }
  let users = counts[.createUser].map { counted($0, "user") }
  let created = [servers, users].compactMap(\.self).joined(separator: " and ")
  var phrases = created.isEmpty ? [] : ["\(created) \(verb(.create))"]
  // The noun stands where servers are first spoken of, and again behind users.
  var isNamed = servers != nil
  if let count = counts[.linkUser] {
    phrases.append("\(counted(count, "user")) \(verb(.linkUser))")
    isNamed = false
  }
  for kind in Change.Kind.allCases where kind != .create && !kind.isOfUser {
    guard let count = counts[kind] else { continue }
    phrases.append("\(isNamed ? thousands(count) : counted(count, "server")) \(verb(kind))")
    isNamed = true
  }
  return phrases
}

extension Run {
  /// How many changes came to what.
  public var tally: Tally {
    var applied: [Change.Kind: Int] = [:]
    var (installFailed, failed, unknown, notKept, skipped, takenOver) = (0, 0, 0, 0, 0, 0)
    for (change, outcome) in outcomes {
      switch outcome {
      case .applied:
        applied[change.kind, default: 0] += 1
        if change.isTakeover { takenOver += 1 }
      case .installFailed: installFailed += 1
      case .failed: failed += 1
      case .unknown: unknown += 1
      case .contradicted: notKept += 1
      case .skipped: skipped += 1
      }
    }
    return Tally(
      applied: applied, installFailed: installFailed, failed: failed, unknown: unknown, notKept: notKept,
      skipped: skipped, takenOver: takenOver)
  }
}

extension Run {
  /// What was not tried any more: the causes, and of how many changes.
  public var givenUp: [(cause: Outcome.Cause, count: Int)] {
    var counts: [(cause: Outcome.Cause, count: Int)] = []
    for case .skipped(.givenUp(let cause)) in outcomes.lazy.map(\.outcome) {
      if let index = counts.firstIndex(where: { $0.cause == cause }) {
        counts[index].count += 1
      } else {
        counts.append((cause, 1))
      }
    }
    return counts
  }
}

extension Outcome {
  public var isApplied: Bool {
    switch self {
    case .applied: true
    case .installFailed, .failed, .skipped, .unknown, .contradicted: false
    }
  }

  /// Why it was not carried out, where it was tried.
  public var failure: OrderResult.Failure? {
    switch self {
    case .failed(let failure), .unknown(let failure), .contradicted(let failure): failure
    case .applied, .installFailed, .skipped: nil
    }
  }

  public var isSkipped: Bool {
    switch self {
    case .skipped: true
    case .applied, .installFailed, .failed, .unknown, .contradicted: false
    }
  }
}

extension Change {
  /// What it is once it is done: `created`.
  public var participle: String { isTakeover ? "taken over" : isLink ? "linked" : kind.participle }
}

extension Change.Kind {
  /// What a change of the kind is once it is done: `created`.
  public var participle: String {
    switch self {
    case .createUser, .create: "created"
    case .linkUser, .link: "linked"
    case .update: "updated"
    case .suspend: "suspended"
    case .unsuspend: "unsuspended"
    case .terminate: "terminated"
    case .adopt: "adopted"
    }
  }
}

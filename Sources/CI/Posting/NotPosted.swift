public import Forges

/// Something that a forge was to be told and was not. It changes no verdict.
public struct NotPosted: Sendable, Hashable {
  /// What it is: "the comment on pull request 7".
  public let subject: String
  /// Why not, and what to do, in one sentence without a full stop.
  public let why: String

  init(_ subject: String, _ why: String) { (self.subject, self.why) = (subject, why) }

  /// Because of a failure.
  ///
  /// - Parameters:
  ///   - permission: what the token needs for it.
  ///   - isFromFork: whether the run is for a fork, whose token can be given nothing.
  public init(
    _ subject: String, _ failure: ForgeFailure, needs permission: ForgePermission, on kind: ForgeKind, isFromFork: Bool
  ) {
    let reason = "\(failure)"
    switch failure {
    case .permissionMissing(let missing):
      let remedy =
        isFromFork
        ? "a run for a fork has a token that only reads, which no setting of the workflow changes"
        : "it needs \(missing.grant(on: kind))"
      self.init(subject, "\(reason); \(remedy)")
    case .notFound: self.init(subject, "\(reason); it needs \(permission.grant(on: kind))")
    case .unauthorized: self.init(subject, "\(reason); put a valid one into BOTFLEET_FORGE_TOKEN")
    default: self.init(subject, reason)
    }
  }

  /// Nothing at all, for want of a token.
  public static func noToken(for kind: ForgeKind) -> NotPosted {
    let names = PipelineToken.variables(for: kind).joined(separator: ", ")
    return NotPosted("the result", "the environment has no token for \(kind.title); it is looked for in \(names)")
  }

  /// Nothing at all, because the token only reads.
  public static func readOnly(_ token: PipelineToken, on kind: ForgeKind) -> NotPosted {
    let grant = ForgePermission.comment.grant(on: kind)
    return NotPosted("the result", "\(token.variable) only reads; put \(grant) into BOTFLEET_FORGE_TOKEN")
  }
}

extension NotPosted: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String { "\(subject) was not posted: \(why)" }
}

extension ForgeFailure {
  /// Whether nothing else can be posted either, so that there is no use in trying.
  var isFinal: Bool {
    switch self {
    case .noAnswer, .unauthorized, .archived, .limited, .failing, .cancelled: true
    case .permissionMissing, .notFound, .tooLong, .stale, .switchedOff, .refused, .unreadable: false
    }
  }
}

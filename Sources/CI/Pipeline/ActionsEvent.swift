import Forges
import FoundationEssentials

/// As much of an event of GitHub, Gitea or Forgejo as says what a run is for. Everything else in it is other people's text.
struct ActionsEvent: Decodable {
  let action: String?
  let number: Int?
  let pullRequest: Pull?
  let mergeGroup: Group?

  private enum CodingKeys: String, CodingKey {
    case action, number
    case pullRequest = "pull_request"
    case mergeGroup = "merge_group"
  }

  /// A pull request.
  struct Pull: Decodable {
    let number: Int?
    let state: String?
    let merged: Bool?
    let head: Side
    let base: Side
  }

  /// One of its two branches.
  struct Side: Decodable {
    let sha: String
    let ref: String
    /// Null where the fork is gone.
    let repo: Repository?
  }

  /// A repository.
  struct Repository: Decodable {
    let fullName: String

    private enum CodingKeys: String, CodingKey { case fullName = "full_name" }
  }

  /// What a merge queue tries.
  struct Group: Decodable {
    let headSHA, headRef, baseSHA, baseRef: String

    private enum CodingKeys: String, CodingKey {
      case headSHA = "head_sha"
      case headRef = "head_ref"
      case baseSHA = "base_sha"
      case baseRef = "base_ref"
    }
  }
}

/// No forge writes a longer event.
private let largestEvent = 32 << 20

extension ActionsEvent {
  /// Reads an event.
  init(path: String, reading file: (String) -> [UInt8]?) throws(PipelineFailure) {
    guard let bytes = file(path), bytes.count <= largestEvent else { throw .noEvent(path: path) }
    do {
      self = try JSONDecoder().decode(ActionsEvent.self, from: Data(bytes))
    } catch let error as DecodingError {
      let problem = JSONProblem(error, in: "the file")
      throw .badEvent(field: problem.field, problem: problem.problem)
    } catch {
      throw .badEvent(field: "the file", problem: "cannot be read")
    }
  }
}

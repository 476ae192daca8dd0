public import Forges

/// Whom a run tells what it finds.
public enum Posting: Sendable {
  /// A forge.
  case to(any ForgeClient)
  /// There is a forge, and no way to tell it.
  case impossible(NotPosted)
  /// Nobody: no forge is known, or nothing is to be told.
  case off

  /// The forge that a run is of, through the token of its environment.
  public init(on pipeline: Pipeline, _ variables: [String: String], _ access: ForgeAccess) {
    guard let kind = pipeline.place?.kind else {
      self = .off
      return
    }
    guard let token = PipelineToken(for: kind, in: variables) else {
      self = .impossible(.noToken(for: kind))
      return
    }
    guard token.canWrite else {
      self = .impossible(.readOnly(token, on: kind))
      return
    }
    do throws(ForgeFailure) {
      self = try connectPipeline(pipeline, variables, access).map { .to($0) } ?? .off
    } catch {
      self = .impossible(NotPosted("the result", "\(error)"))
    }
  }
}

import ForgeStandIn
import Forges
import HTTP
import Logging

/// A client of a stand-in, and the time that both need none of.
struct ForgeBench {
  let forge: ForgeStandIn
  let client: any ForgeClient

  /// - Parameters:
  ///   - token: `token` is the program's own.
  ///   - speed: how many seconds pass in one, so that nobody waits for a minute.
  init(_ kind: ForgeStandIn.Kind, token: String = "token", speed: Double = 1000) throws {
    forge = try ForgeStandIn(kind)
    client = try connectForge(
      ForgeOptions(
        kind: kind.client, api: forge.url, repository: "shop/fleet", token: Secret(token), userAgent: "tests/1",
        time: Timekeeper(ContinuousClock(), speed: speed) { 0.5 }, now: { 1_795_348_800 },
        log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }))
  }
}

extension ForgeStandIn.Kind {
  var client: ForgeKind {
    switch self {
    case .gitHub: .gitHub
    case .gitLab: .gitLab
    case .gitea: .forgejo
    }
  }
}

/// The failure of something that has to fail.
func failure<Value>(_ body: () async throws -> Value) async -> ForgeFailure? {
  do {
    _ = try await body()
    return nil
  } catch {
    return error as? ForgeFailure
  }
}

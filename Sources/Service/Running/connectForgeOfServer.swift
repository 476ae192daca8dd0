import Forges
import FoundationEssentials
import HTTP
import Logging

/// The forge that pull requests are opened at; nil where the machine's file names none, or no token.
func connect(
  _ address: ServerConfiguration.ForgeAddress?, _ secrets: ServerSecrets, _ setup: ServerSetup
) throws(ServerFailure) -> (any ForgeClient)? {
  guard let address, let token = address.token else { return nil }
  let (kind, api): (ForgeKind, String) =
    switch address.kind {
    case .github: (.gitHub, address.url == "https://github.com" ? "https://api.github.com" : "\(address.url)/api/v3")
    case .gitlab: (.gitLab, "\(address.url)/api/v4")
    case .gitea: (.gitea, "\(address.url)/api/v1")
    case .forgejo: (.forgejo, "\(address.url)/api/v1")
    }
  let time = setup.time
  do {
    return try connectForge(
      ForgeOptions(
        kind: kind, api: api, repository: address.repository, token: Secret(secrets.text(token)),
        userAgent: "botfleet/\(setup.version)",
        authoritiesFile: setup.environment["CURL_CA_BUNDLE"] ?? setup.environment["SSL_CERT_FILE"],
        time: Timekeeper(ContinuousClock()) { [chance = setup.chance] in chance() }, now: { time.now().seconds },
        log: setup.log))
  } catch {
    throw .badVariable(name: token.text, why: "the forge cannot be connected to: \(error)")
  }
}

import FoundationEssentials
import Glibc
import HTTP
import Intake
import SignIn

/// The doorkeeper that the machine's file describes. Nobody is asked anything yet.
func makeDoorkeeper(
  _ setup: ServerSetup, _ secrets: ServerSecrets, _ keys: Keys, folder: StateFolder, shop: (any Shop)?
) async throws(ServerFailure) -> Doorkeeper {
  let settings = setup.configuration.signIn
  var (tokens, mail): (TokenVerifier?, SupabaseSignIn?)
  if let project = settings?.supabase {
    let http: HTTPClient
    do throws(TransportFailure) {
      http = try HTTPClient(
        .init(
          userAgent: "botfleet-server/\(setup.version)", maxTransfers: 4, maxResponseBytes: 1 << 20,
          authoritiesFile: setup.environment["CURL_CA_BUNDLE"] ?? setup.environment["SSL_CERT_FILE"]))
    } catch {
      throw .badChannel("signIn", why: "\(error)")
    }
    let secret = settings?.secret.map { Array(secrets.text($0).utf8) }
    let signingKeys = await TokenKeys(
      fetch: { await fetchKeySet(of: project, http) }, secret: secret, elapsed: setup.time.elapsed)
    tokens = TokenVerifier(
      project: project, keys: signingKeys,
      admins: settings?.admins.map { .init(claim: $0.claim, value: $0.value) })
    mail = settings?.key.map { SupabaseSignIn(project: project, key: Secret(secrets.text($0)), http: http) }
  }
  var links: SealingKey?
  if let name = settings?.links { links = try linkKey(Array(secrets.text(name).utf8), from: name) }
  let time = setup.time
  let renewals: SessionRenewals? = mail.flatMap { mail in
    tokens.map { tokens in
      SessionRenewals(
        renew: { renewal throws(SignInTrouble) in try await mail.renew(renewal) },
        verify: { try? await tokens.verify($0, now: time.now().seconds) }, now: { time.now().seconds })
    }
  }
  return Doorkeeper(
    sessions: SealingKey(try sessionSecret(in: folder, setup.chance)), links: links, tokens: tokens, mail: mail,
    renewals: renewals, keys: keys, customers: CustomerDirectory(shop: shop, elapsed: setup.time.elapsed),
    publicURL: setup.configuration.publicURL, now: { time.now().seconds }, nonce: setup.nonce)
}

/// The key that links are made with.
func linkKey(_ secret: [UInt8], from name: VariableName) throws(ServerFailure) -> SealingKey {
  guard secret.count >= 20 else {
    throw .badVariable(
      name: name.text, why: "fewer than 20 characters can be guessed; use the answer of `openssl rand -hex 32`")
  }
  return SealingKey(secret)
}

/// What sessions are signed with: made once, and kept so that a restart signs nobody out. Whoever deletes the file signs everybody out.
private func sessionSecret(in folder: StateFolder, _ chance: @Sendable () -> Double) throws(ServerFailure) -> [UInt8] {
  let path = folder.sessionKey
  if let data = FileManager.default.contents(atPath: path), data.count == 32 { return Array(data) }
  let secret = (0..<32).map { _ in UInt8(min(255, Int(chance() * 256))) }
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
  guard descriptor >= 0 else { throw .state(path: path, why: String(cString: strerror(errno))) }
  defer { close(descriptor) }
  guard write(descriptor, secret, secret.count) == secret.count else {
    throw .state(path: path, why: String(cString: strerror(errno)))
  }
  return secret
}

import FoundationEssentials
import JWTKit

/// The keys that a project signs its tokens with: public ones, fetched and kept for ten minutes, and a shared secret where it has one.
///
/// Each key has one algorithm, which is the key's and never the token's.
public actor TokenKeys {
  private let fetch: (@Sendable () async -> [UInt8]?)?
  private let secret: (any JWTAlgorithm)?
  private let elapsed: @Sendable () -> Duration
  private var known: [String: any JWTAlgorithm] = [:]
  /// When what is known was fetched; nil before.
  private var fetchedAt: Duration?
  /// When it was last tried.
  private var triedAt: Duration?
  private var reading: Task<Void, Never>?

  /// Keys are not kept longer while the project answers.
  public static let freshFor = Duration.seconds(600)
  /// While it does not, those that were known go on for so long.
  public static let usableFor = Duration.seconds(3600)
  /// A token with an unknown key makes nobody ask more often.
  public static let pause = Duration.seconds(30)

  /// - Parameters:
  ///   - fetch: gives the JSON Web Key Set; nil where it cannot be had. Nil where the project has none.
  ///   - secret: what an older project signs with (HS256).
  ///   - elapsed: a clock that only goes forward.
  public init(
    fetch: (@Sendable () async -> [UInt8]?)?, secret: [UInt8]?, elapsed: @escaping @Sendable () -> Duration
  ) async {
    self.fetch = fetch
    self.elapsed = elapsed
    if let secret {
      let keys = await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
      self.secret = try? await keys.getKey()
    } else {
      self.secret = nil
    }
  }

  /// The key that a token names; nil where it is none of the project's.
  func key(named name: String?) async -> (any JWTAlgorithm)? {
    if let name, let key = await publicKey(name) { return key }
    return secret
  }

  private func publicKey(_ name: String) async -> (any JWTAlgorithm)? {
    guard fetch != nil else { return nil }
    let age = fetchedAt.map { elapsed() - $0 }
    if age.map({ $0 >= Self.freshFor }) ?? true || known[name] == nil { await refresh() }
    guard let fetchedAt, elapsed() - fetchedAt < Self.usableFor else { return nil }
    return known[name]
  }

  /// Asks again, once for all who wait, and not sooner than after a pause.
  private func refresh() async {
    if let reading { return await reading.value }
    guard let fetch, triedAt.map({ elapsed() - $0 >= Self.pause }) ?? true else { return }
    triedAt = elapsed()
    let task = Task { await read(fetch) }
    reading = task
    await task.value
  }

  /// What is read is known before anybody who waits for it goes on.
  private func read(_ fetch: @Sendable () async -> [UInt8]?) async {
    defer { reading = nil }
    guard let bytes = await fetch(), let set = await readKeySet(bytes) else { return }
    (known, fetchedAt) = (set, elapsed())
  }
}

/// The public keys of a set that sign, by their names; nil where it is no set. What nobody uses for tokens here is left out.
func readKeySet(_ bytes: [UInt8]) async -> [String: any JWTAlgorithm]? {
  guard case .list(let entries)? = ClaimValue.object(parsing: bytes)?["keys"] else { return nil }
  var keys: [String: any JWTAlgorithm] = [:]
  for entry in entries.prefix(32) {
    guard let name = entry.at(["kid"])?.text, let type = entry.at(["kty"])?.text,
      ["sig", nil].contains(entry.at(["use"])?.text)
    else { continue }
    let (algorithm, key): (String, (any JWTAlgorithm)?) =
      switch (type, entry.at(["crv"])?.text) {
      case ("EC", "P-256"): ("ES256", await ellipticKey(entry))
      case ("RSA", nil): ("RS256", await rsaKey(entry))
      default: ("", nil)
      }
    guard let key, key.name == algorithm, [algorithm, nil].contains(entry.at(["alg"])?.text) else { continue }
    keys[name] = key
  }
  return keys
}

private func ellipticKey(_ entry: ClaimValue) async -> (any JWTAlgorithm)? {
  guard let x = entry.at(["x"])?.text, let y = entry.at(["y"])?.text,
    let key = try? ES256PublicKey(parameters: (x, y))
  else { return nil }
  return try? await JWTKeyCollection().add(ecdsa: key).getKey()
}

private func rsaKey(_ entry: ClaimValue) async -> (any JWTAlgorithm)? {
  guard let modulus = entry.at(["n"])?.text, let exponent = entry.at(["e"])?.text,
    // 2048 bits and more.
    modulus.utf8.count >= 342, let key = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
  else { return nil }
  return try? await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256).getKey()
}

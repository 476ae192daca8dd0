import Testing

@testable import SignIn

@Suite("The keys of a project")
struct TokenKeysTests {
  let maker = TokenMaker()

  @Test("are fetched once for many tokens, and anew after ten minutes")
  func cache() async throws {
    let verifying = Verifying(maker.keySet)
    let verifier = await verifying.verifier()
    for _ in 0..<5 { _ = try await verifier.verify(maker.token(), now: TokenMaker.now) }
    #expect(verifying.asked.withLock(\.self) == 1)
    verifying.pass(.seconds(599))
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    #expect(verifying.asked.withLock(\.self) == 1)
    verifying.pass(.seconds(1))
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    #expect(verifying.asked.withLock(\.self) == 2)
  }

  @Test("are fetched anew for a key that is not known, but not for each guess")
  func rotation() async throws {
    let verifying = Verifying(maker.keySet)
    let verifier = await verifying.verifier()
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    var next = TokenMaker()
    next.name = "key-2"
    verifying.sets.withLock { $0.append(next.keySet) }
    verifying.pass(.seconds(31))
    _ = try await verifier.verify(next.token(), now: TokenMaker.now)
    #expect(verifying.asked.withLock(\.self) == 2)
    // The old one is gone with its key.
    await #expect(throws: TokenRefused.unknownKey) { try await verifier.verify(maker.token(), now: TokenMaker.now) }
    for number in 0..<50 {
      let guess = try next.token(head: ["alg": "ES256", "kid": "guess-\(number)"])
      await #expect(throws: TokenRefused.unknownKey) { try await verifier.verify(guess, now: TokenMaker.now) }
    }
    #expect(verifying.asked.withLock(\.self) == 2)
  }

  @Test("may be of both kinds, and each signs with its own algorithm alone")
  func bothKinds() async throws {
    let rsa = try RSATokenMaker(named: "rsa-1")
    let set = try maker.json(["keys": [maker.entry, rsa.entry(maker)]])
    let verifying = Verifying(set)
    let verifier = await verifying.verifier()
    #expect(try await verifier.verify(rsa.token(maker), now: TokenMaker.now).user == "7f0c8b7e-user")
    #expect(try await verifier.verify(maker.token(), now: TokenMaker.now).user == "7f0c8b7e-user")
    #expect(verifying.asked.withLock(\.self) == 1)
    for name in ["ES256", "PS256", "RS512", "HS256", "none"] {
      let token = try rsa.token(maker, algorithm: name)
      await #expect(throws: TokenRefused.algorithm) { try await verifier.verify(token, now: TokenMaker.now) }
    }
    let other = try rsa.token(maker, padding: .PSS)
    await #expect(throws: TokenRefused.badSignature) { try await verifier.verify(other, now: TokenMaker.now) }
    let stranger = try RSATokenMaker(named: "rsa-1").token(maker)
    await #expect(throws: TokenRefused.badSignature) { try await verifier.verify(stranger, now: TokenMaker.now) }
  }

  @Test("that are changed from one kind to the other are read once, however many ask at once")
  func rotationOfKind() async throws {
    let rsa = try RSATokenMaker(named: "rsa-1")
    let verifying = Verifying(maker.keySet)
    let verifier = await verifying.verifier()
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    verifying.pass(.seconds(31))
    // The new key stands beside the old one first, and then alone.
    try verifying.sets.withLock { $0.append(maker.json(["keys": [maker.entry, try rsa.entry(maker)]])) }
    let token = try rsa.token(maker)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { _ = try await verifier.verify(token, now: TokenMaker.now) } }
      try await group.waitForAll()
    }
    #expect(verifying.asked.withLock(\.self) == 2)
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    // Too soon to be read again: an unknown name makes nobody ask.
    let next = try RSATokenMaker(named: "rsa-2")
    try verifying.sets.withLock { $0.append(maker.json(["keys": [try next.entry(maker)]])) }
    await #expect(throws: TokenRefused.unknownKey) {
      try await verifier.verify(next.token(maker), now: TokenMaker.now)
    }
    #expect(verifying.asked.withLock(\.self) == 2)
    verifying.pass(TokenKeys.pause)
    _ = try await verifier.verify(next.token(maker), now: TokenMaker.now)
    #expect(verifying.asked.withLock(\.self) == 3)
    await #expect(throws: TokenRefused.unknownKey) { try await verifier.verify(token, now: TokenMaker.now) }
  }

  @Test("go on for an hour while the project does not answer, and no longer")
  func outage() async throws {
    let verifying = Verifying(maker.keySet)
    let verifier = await verifying.verifier()
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    verifying.sets.withLock { $0.append(nil) }
    verifying.pass(.seconds(3599))
    _ = try await verifier.verify(maker.token(), now: TokenMaker.now)
    verifying.pass(.seconds(61))
    await #expect(throws: TokenRefused.unknownKey) { try await verifier.verify(maker.token(), now: TokenMaker.now) }
  }

  @Test("that are of no use for tokens, or of no kind that is known, are none")
  func kinds() async {
    let point = Array(maker.key.publicKey.rawRepresentation)
    let (x, y) = (maker.encoded(point[..<32]), maker.encoded(point[32...]))
    func names(_ entry: String) async -> Set<String>? {
      await readKeySet(Array("{\"keys\": [\(entry)]}".utf8)).map { Set($0.keys) }
    }
    #expect(await names("{\"kid\":\"a\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\(x)\",\"y\":\"\(y)\"}") == ["a"])
    for entry in [
      "{\"kid\":\"a\",\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"enc\",\"x\":\"\(x)\",\"y\":\"\(y)\"}",
      "{\"kid\":\"a\",\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"HS256\",\"x\":\"\(x)\",\"y\":\"\(y)\"}",
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\(x)\",\"y\":\"\(y)\"}",
      "{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"AAAA\"}",
      "{\"kid\":\"a\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\(x)\",\"y\":\"\(x)\"}",
      "{\"kid\":\"a\",\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
      "null", "7",
    ] { #expect(await names(entry)?.isEmpty == true, "\(entry)") }
    #expect(await readKeySet(Array("[]".utf8)) == nil)
    #expect(await readKeySet([0xFF]) == nil)
  }
}

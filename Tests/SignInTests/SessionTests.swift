import Testing

@testable import SignIn

@Suite("Links and sessions")
struct SessionTests {
  let key = SealingKey(Array("a-secret-of-more-than-twenty-bytes".utf8))
  let now = 1_795_348_800

  @Test("A link is read by the key that made it, until it is over")
  func links() {
    let text = SignInLink(for: .customer("cus-8f3a"), until: now + 3600).written(key)
    #expect(SignInLink(text, key, now: now)?.who == .customer("cus-8f3a"))
    #expect(SignInLink(text, key, now: now + 3600) == nil)
    #expect(SignInLink(text, SealingKey(Array("another-secret-of-twenty-bytes".utf8)), now: now) == nil)
  }

  @Test("A session never outlives what it comes from, nor half a day")
  func lives() {
    let link = SignInLink(for: .customer("cus-8f3a"), until: now + 600)
    #expect(link.session(now: now, nonce: "n").until == now + 600)
    let long = SignInLink(for: .customer("cus-8f3a"), until: now + 7 * 86_400)
    #expect(long.session(now: now, nonce: "n").until == now + Session.longest)
  }

  @Test("A session comes back from its cookie, and is over when it says")
  func cookie() throws {
    let session = Session(of: .admin(name: "Ada", email: nil), until: now + 600, now: now, nonce: "n")
    let set = session.setCookie(key, now: now)
    for word in ["__Host-botfleet=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age=600"] {
      #expect(set.contains(word))
    }
    #expect(!set.contains("Domain"))
    let pair = String(set.prefix { $0 != ";" })
    #expect(Session(in: ["other=1; \(pair)"], key, now: now) == session)
    #expect(Session(in: [pair], key, now: now + 600) == nil)
    // Two of one name are somebody's attempt to put one beside ours.
    #expect(Session(in: ["\(pair); \(pair)"], key, now: now) == nil)
    #expect(Session(in: [pair, pair], key, now: now) == nil)
  }

  @Test("What was sealed for one thing is worth nothing for another")
  func purposes() {
    let link = SignInLink(for: .customer("cus-8f3a"), until: now + 3600).written(key)
    #expect(Session(in: ["\(Session.cookie)=\(link)"], key, now: now) == nil)
    #expect(key.openForm(link) == nil)
    let form = key.sealForm("{\"who\":{\"customer\":{\"_0\":\"cus-8f3a\"}},\"until\":9999999999,\"nonce\":\"n\"}")
    #expect(Session(in: ["\(Session.cookie)=\(form)"], key, now: now) == nil)
    #expect(SignInLink(form, key, now: now) == nil)
    #expect(key.openForm(form) != nil)
  }

  @Test("Nothing that was changed is opened")
  func changed() {
    let text = SignInLink(for: .customer("cus-8f3a"), until: now + 3600).written(key)
    for place in stride(from: 0, to: text.utf8.count, by: 3) {
      var bytes = Array(text.utf8)
      bytes[place] = bytes[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(SignInLink(String(decoding: bytes, as: UTF8.self), key, now: now) == nil)
    }
    for other in [
      "", ".", text + ".", "." + text, text + "A", text.replacing(".", with: ""), String(repeating: "A", count: 9000),
    ] {
      #expect(SignInLink(other, key, now: now) == nil)
    }
  }

  @Test("Base64 of URLs comes back as it was, and has one way of writing")
  func base64() {
    for count in 0..<70 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
      #expect(base64URLDecoded(base64URLEncoded(bytes).utf8) == bytes)
    }
    #expect(base64URLEncoded([0xFB, 0xFF]) == "-_8")
    for text in ["A", "-_9", "AA=", "A A", "é", "AB"] { #expect(base64URLDecoded(text.utf8) == nil, "\(text)") }
  }

  @Test(
    "A post of another site's page is known as one",
    arguments: [
      ("same-origin", nil, false), ("none", nil, false), ("cross-site", nil, true), ("same-site", nil, true),
      ("Same-Origin", nil, true), ("cross-site", "https://bots.example.com", true), ("", nil, true),
      (nil, "https://bots.example.com", false), (nil, "https://BOTS.example.com", false), (nil, "null", true),
      (nil, "https://evil.example.com", true), (nil, "http://bots.example.com", true),
      (nil, "https://bots.example.com.evil.com", true), (nil, "https://bots.example.com:8443", true), (nil, nil, false),
    ] as [(String?, String?, Bool)])
  func sites(_ site: String?, _ origin: String?, _ expected: Bool) {
    #expect(
      isCrossSite(site: site, origin: origin, host: "bots.example.com", publicURL: "https://bots.example.com")
        == expected)
  }

  @Test("Where nobody said what the public address is, the host counts")
  func hosts() {
    #expect(!isCrossSite(site: nil, origin: "http://127.0.0.1:8080", host: "127.0.0.1:8080", publicURL: nil))
    #expect(isCrossSite(site: nil, origin: "http://127.0.0.1:8081", host: "127.0.0.1:8080", publicURL: nil))
    #expect(isCrossSite(site: nil, origin: "null", host: "127.0.0.1:8080", publicURL: nil))
  }
}

import Testing

@testable import Planner

/// A statement is read back as it was written, and nobody else's message is taken for one.
@Suite struct ProofStatementTests {
  static let statement = ProofStatement(
    fleet: "example", folder: FleetFolder("fleets/eu"), commit: String(repeating: "1a", count: 20),
    tree: String(repeating: "2b", count: 20), panel: "https://panel.example.com", series: "1.12 or later",
    at: instant("2026-11-22T12:00:00Z"), live: Digest(of: .string("x")),
    counts: .init(orders: 12, waiting: 1, servers: 11, foreign: 3, phases: [.running: 10, .suspended: 1]),
    exceptions: [
      ProofException(.suspendedByHand, of: orderID("ord-7")),
      ProofException(.ignored, of: orderID("ord-2"), field: "build.memory"),
    ], tool: "botfleet 1.4.0")

  private func envelope(_ payload: [UInt8], as type: String = ProofStatement.payloadType) -> SignedEnvelope {
    SignedEnvelope(payloadType: type, payload: payload, signatures: [.init(keyID: "SHA256:x", bytes: [1, 2, 3])])
  }

  private func read(_ text: String) throws -> ProofStatement {
    try ProofStatement(SignedEnvelope(Array(envelope(Array(text.utf8)).text.utf8)))
  }

  // The vector of DSSE's protocol.md.
  @Test func `What is signed is what DSSE says`() {
    let signed = SignedEnvelope.signedBytes(of: Array("hello world".utf8), as: "http://example.com/HelloWorld")
    #expect(String(decoding: signed, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
  }

  @Test func `A statement comes back, and has the same bytes each time`() throws {
    let text = String(decoding: Self.statement.payload, as: UTF8.self)
    #expect(try read(text) == Self.statement)
    #expect(try read(text).payload == Self.statement.payload)
    #expect(Self.statement.exceptions.map(\.order.text) == ["ord-2", "ord-7"])
    #expect(text.contains("\"_type\":\"https://in-toto.io/Statement/v1\""))
    #expect(text.contains("{\"digest\":{\"gitTree\":\"\(Self.statement.tree)\"},\"name\":\"fleets/eu/\"}"))
  }

  /// What somebody makes of a statement.
  static let edits: [(String, String)] = [
    ("Statement/v1", "Statement/v0.1"), ("botfleet://proof/v1", "botfleet://proof/v2"),
    ("botfleet://proof/v1", "https://slsa.dev/provenance/v1"), ("\"gitCommit\":\"1a", "\"gitCommit\":\"1b"),
    ("\"gitTree\":\"2b", "\"gitTree\":\"2c"), ("\"commit\":\"1a", "\"commit\":\"1b"),
    ("\"tree\":\"2b", "\"tree\":\"2c"),
    ("\"commit\":\"1a", "\"commit\":\"HEAD"), ("\"name\":\"fleets/eu/\"", "\"name\":\"fleet/\""),
    ("\"gitCommit\"", "\"sha256\""),
    ("botfleet.live/1", "botfleet.live/2"), ("sha256:", "sha1:"), ("\"orders\":12", "\"orders\":\"12\""),
    ("\"orders\":12", "\"orders\":-1"), ("\"orders\":12", "\"orders\":1.5"), ("\"running\":10,", ""),
    ("\"kind\":\"ignored\"", "\"kind\":\"forgiven\""), ("\"order\":\"ord-2\"", "\"order\":\"../x\""),
    ("\"at\":\"2026-11-22T12:00:00Z\"", "\"at\":\"yesterday\""), ("\"exceptions\":[", "\"exceptions\":[1,"),
    ("\"tool\":\"botfleet 1.4.0\"", "\"tool\":\"a\\nb\""), ("\"tool\":\"botfleet 1.4.0\"", "\"tool\":null"),
    ("\"fleet\":\"example\"", "\"fleet\":\"example\",\"fleet\":\"other\""), ("{\"_type\"", "[{\"_type\""),
  ]

  @Test(arguments: edits)
  func `A statement that was made another thing is refused`(from: String, to: String) throws {
    let text = String(decoding: Self.statement.payload, as: UTF8.self)
    try #require(text.contains(from))
    #expect(throws: ProofFault.self) { try read(text.replacing(from, with: to, maxReplacements: 1)) }
  }

  @Test func `Keys that nobody asks for are left alone, as in-toto wants it`() throws {
    let text = String(decoding: Self.statement.payload, as: UTF8.self)
    #expect(try read(text.replacing("{\"_type\"", with: "{\"later\":[1],\"_type\"")) == Self.statement)
  }

  @Test func `Another kind of payload is not read as a statement`() throws {
    #expect(throws: ProofFault.self) {
      try ProofStatement(envelope(Self.statement.payload, as: "application/vnd.in-toto+json; x"))
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "hello", "{\"payload\":\"e30=\"}", "{\"payload\":\"e30=\",\"payloadType\":\"x\"}",
    "{\"payload\":\"e30=\",\"payloadType\":\"x\",\"signatures\":[]}",
    "{\"payload\":\"e30\",\"payloadType\":\"x\",\"signatures\":[{\"sig\":\"AQID\"}]}",
    "{\"payload\":{},\"payloadType\":\"x\",\"signatures\":[{\"sig\":\"AQID\"}]}",
    "{\"payload\":\"e30=\",\"payloadType\":7,\"signatures\":[{\"sig\":\"AQID\"}]}",
    "{\"payload\":\"e30=\",\"payloadType\":\"x\",\"signatures\":[{\"keyid\":\"x\"}]}",
    "{\"payload\":\"e30=\",\"payloadType\":\"x\",\"signatures\":[7]}",
  ])
  func `What is no envelope is refused`(text: String) {
    #expect(throws: ProofFault.self) { try SignedEnvelope(Array(text.utf8)) }
  }

  @Test func `A huge or deep note is refused, and signatures without number`() {
    #expect(throws: ProofFault.self) { try SignedEnvelope([UInt8](repeating: 0x20, count: SignedEnvelope.largest + 1)) }
    #expect(throws: ProofFault.self) { try SignedEnvelope([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)) }
    let many = SignedEnvelope(
      payloadType: "x", payload: [], signatures: .init(repeating: .init(keyID: "", bytes: [1]), count: 9))
    #expect(throws: ProofFault.self) { try SignedEnvelope(Array(many.text.utf8)) }
  }
}

import Foundation
import Planner
import Testing

@testable import Intake

/// Bodies, read: what is accepted, what is refused and where it is wrong. The files in Bodies/ are held against the schema as well, by
/// scripts/check-schemas.
@Suite(.timeLimit(.minutes(5)))
struct BodyTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Bodies")

  private static func files(_ verdict: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: verdict).path)
    return (names ?? []).sorted().map { "\(verdict)/\($0)" }
  }

  private func read(_ file: String) throws -> IncomingOrder {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
    let kind = URL(filePath: file).lastPathComponent.prefix { $0 != "." }
    switch kind {
    case "delivery": return try readDelivery(bytes)
    case "order": return try readOrderBody(bytes, of: try #require(OrderID("ord-1042")))
    default: return try readProvision(bytes)
    }
  }

  @Test(arguments: files("accepted")) func `What the schema allows is read`(file: String) throws { _ = try read(file) }

  @Test(arguments: files("refused")) func `What the schema refuses is refused with its place`(file: String) throws {
    do {
      _ = try read(file)
      Issue.record("\(file) was read")
    } catch let fault as BodyFault {
      switch fault {
      case .wrong(let problems): #expect(!problems.isEmpty && problems.allSatisfy { !$0.message.isEmpty })
      case .anotherType: #expect(file.contains("other-type"))
      case .tooLarge, .notJSON: Issue.record("\(fault)")
      }
    }
  }

  @Test func `There are bodies of both sorts`() {
    #expect(Self.files("accepted").count >= 8 && Self.files("refused").count >= 30)
  }

  @Test func `All of a delivery is read`() throws {
    let order = try read("accepted/delivery.whole.json")
    #expect(
      order
        == IncomingOrder(
          order: try #require(OrderID("ord-1042")), customer: "cus-8f3a",
          contact: .init(email: "ada@example.com", name: "Ada Lovelace"), quote: .accepted, payment: .confirmed,
          tier: TierName("pro"), addons: ["private-instance"], guilds: ["112233445566778899"], features: ["music"],
          state: .suspended, until: .day(try #require(Day("2026-12-31"))), sequence: 7))
    #expect(try read("accepted/delivery.no-end.json").until == .endless)
    #expect(try read("accepted/order.without-id.json").until != nil)
  }

  @Test(arguments: [
    ("refused/delivery.capitals.json", "/data/order", "send ord-1042"),
    ("refused/delivery.guild-number.json", "/data/guilds/0", "put it in quotes"),
    ("refused/delivery.unknown-key.json", "/data/price", "there is no such key of an order"),
    ("refused/delivery.no-data.json", "/data", "an object is expected"),
    ("refused/order.capitals.json", "/order", "send ord-1"),
    ("refused/provision.customer.json", "/customer", "there is no such key"),
  ])
  func `The place is a JSON pointer, and what is expected is said`(file: String, pointer: String, words: String) throws
  {
    do {
      _ = try read(file)
      Issue.record("was read")
    } catch BodyFault.wrong(let problems) {
      let found = problems.first { $0.pointer == pointer }
      #expect(found?.message.contains(words) == true, "\(problems)")
    }
  }

  @Test func `Another order in the body than in the address is refused`() throws {
    let body = Array(#"{"order": "ord-2", "status": "cancelled", "payment": "pending", "tier": "pro"}"#.utf8)
    #expect(throws: BodyFault.self) { try readOrderBody(body, of: try #require(OrderID("ord-1"))) }
  }

  @Test(arguments: [
    #"{"type": "order.updated", "type": "order.updated", "data": {}}"#, #"{"type": "order.updated""#, "", "nonsense",
    #"{"type": "order.updated", "data": {"sequence": 1.5}}"#, #"{"type": "order.updated", "data": {"tier": "\ud800"}}"#,
    String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000), "{\"a\": \"\u{1}\"}",
    #"{"type": "order.updated", "data": {"sequence": 99999999999999999999}}"#,
  ])
  func `What is no JSON is said to be none, keys twice and deep nests included`(body: String) throws {
    do {
      _ = try readDelivery(Array(body.utf8))
      Issue.record("was read")
    } catch {
      guard case .notJSON(let why) = error else { throw error }
      #expect(why.contains("byte"))
    }
  }

  @Test func `64 KiB are read, and a byte more is not`() throws {
    let core =
      #"{"type": "order.updated", "data": {"order": "ord-1", "status": "cancelled", "payment": "pending", "tier": "pro"}}"#
    let full = Array(core.utf8) + [UInt8](repeating: 0x20, count: largestBody - core.utf8.count)
    _ = try readDelivery(full)
    #expect(throws: BodyFault.tooLarge(limit: 65_536)) { try readDelivery(full + [0x20]) }
  }

  @Test func `What is kept of an order is read back as it was`() throws {
    for file in Self.files("accepted") {
      var order = try read(file)
      let kept = readKeptBody(order.keptBody)
      #expect(!order.keptBody.contains("example.com"))
      order.contact = nil
      #expect(kept == order, "\(file)")
    }
  }

  @Test func `However a body is damaged, it is read or refused, and what is read is kept`() throws {
    var chance = Chance(state: 7)
    let bodies = try (Self.files("accepted") + Self.files("refused")).map {
      Array(try Data(contentsOf: Self.folder.appending(path: $0)))
    }
    let id = try #require(OrderID("ord-1042"))
    var read = 0
    for _ in 0..<3000 {
      var body = bodies[chance.below(bodies.count)]
      for _ in 0...chance.below(3) {
        let place = chance.below(body.count)
        switch chance.below(4) {
        case 0: body[place] = UInt8(chance.below(256))
        case 1: body.remove(at: place)
        case 2: body.insert(contentsOf: body[place..<min(body.count, place + chance.below(40))], at: place)
        default: body.removeSubrange(place..<min(body.count, place + chance.below(20)))
        }
        if body.isEmpty { body = [0x20] }
      }
      for order in [try? readDelivery(body), try? readOrderBody(body, of: id), try? readProvision(body)] {
        guard var order else { continue }
        read += 1
        order.contact?.email = ""
        let kept = order.keptBody
        order.contact = nil
        #expect(readKeptBody(kept) == order)
      }
    }
    #expect(read > 20)
  }
}

/// Chance that is the same each time.
private struct Chance {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, limit)
  }
}

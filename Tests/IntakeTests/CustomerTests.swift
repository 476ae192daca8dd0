import Foundation
import Guarding
import Panel
import Planner
import Testing

@testable import Intake

/// Panel users of new customers: after the commit, within limits, and never a trace of an address.
@Suite(.timeLimit(.minutes(20)))
struct CustomerTests {
  @Test func `A new customer becomes a panel user once the order is on the branch, and the address is erased`()
    async throws
  {
    let story = try ShopStory()
    let intake = try await story.start { step in
      if step == .pushed { #expect(story.panel.asked == []) }
      return false
    }
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "ada@secret.example")))
    let round = await intake.work()
    #expect(round.madeUsers == 1 && story.panel.asked == ["create-user cus-1"])
    guard case .committed(_, nil)? = try await intake.standing(of: incoming("ord-1").order)?.phase else {
      Issue.record("it waits")
      return
    }
    let user = try await story.panel.user(externalID: "cus-1")
    #expect(user?.email == "ada@secret.example" && user?.username == "cus-1")
    let history = try story.people.git("--git-dir=\(story.bare)", "log", "-p", "--all", "--format=fuller")
    #expect(!history.contains("secret.example") && history.contains("cus-1"))
  }

  @Test func `A customer whom the panel knows is left as they are`() async throws {
    let story = try ShopStory(users: [customer("cus-1")])
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "new@secret.example")))
    let round = await intake.work()
    #expect(round.madeUsers == 0 && story.panel.asked == [])
    #expect(try await story.panel.user(externalID: "cus-1")?.email == "cus-1@example.com")
  }

  @Test func `Whoever has not paid gets no user and no mail`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "a@example.com", payment: .pending)))
    _ = await intake.work()
    #expect(story.document("ord-1") != nil && story.panel.asked == [])
  }

  @Test func `Twenty users a day are made where safety allows twenty, and the others wait in sight`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    for number in 1...22 {
      _ = try await intake.accept(
        hook("msg_\(number)", incoming("ord-\(number)", customer: "cus-\(number)", email: "c\(number)@example.com")))
    }
    let round = await intake.work()
    guard case .users(let waiting, let allowed)? = round.hindrance else {
      Issue.record("\(round)")
      return
    }
    #expect(waiting == 2 && allowed == 20 && round.madeUsers == 20)
    #expect(try story.messages().count == 22)
    _ = await intake.work()
    #expect(story.panel.asked.count == 20)
    let last = incoming("ord-22").order
    guard case .committed(_, let word?)? = try await intake.standing(of: last)?.phase, word.kind == .customer else {
      Issue.record("it does not wait")
      return
    }
    story.pass(seconds: 86_401)
    _ = await intake.work()
    #expect(story.panel.asked.count == 22)
    guard case .committed(_, nil)? = try await intake.standing(of: last)?.phase else {
      Issue.record("it waits")
      return
    }
  }

  @Test func `A user whom the panel refuses is told of, without the address`() async throws {
    let story = try ShopStory(failing: { name in
      name.hasPrefix("create-user") ? .rejected([.init(field: "email", rule: "unique")]) : nil
    })
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "ada@secret.example")))
    _ = await intake.work()
    guard case .committed(_, let waiting?)? = try await intake.standing(of: incoming("ord-1").order)?.phase else {
      Issue.record("not committed")
      return
    }
    #expect(waiting.kind == .customer && waiting.words.contains("another user of the panel has the customer's e-mail"))
    #expect(!waiting.words.contains("secret"))
    let asked = story.panel.asked.count
    _ = await intake.work()
    #expect(story.panel.asked.count == asked)
  }

  @Test func `A name that somebody has gets a number`() async throws {
    let refusing = try ShopStory(failing: { [count = Counter()] name in
      name.hasPrefix("create-user") && count.next() == 1 ? .rejected([.init(field: "username", rule: "unique")]) : nil
    })
    let intake = try await refusing.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "ada@example.com")))
    _ = await intake.work()
    #expect(try await refusing.panel.user(externalID: "cus-1")?.username == "cus-1-2")
  }

  @Test func `Nothing of an address is left in the inbox's file`() async throws {
    let story = try ShopStory()
    let intake = try await story.start()
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", email: "ada@secret.example")))
    #expect(story.inboxBytes().range(of: Data("secret.example".utf8)) != nil)
    _ = await intake.work()
    // While the file is open: whoever closes it tidies up in any case.
    #expect(story.inboxBytes().range(of: Data("secret.example".utf8)) == nil)
    #expect(try await intake.counts().byStatus == ["committed": 1])
  }
}

private final class Counter: Sendable {
  private let value = Guarded(0)
  func next() -> Int {
    value.withLock {
      $0 += 1; return $0
    }
  }
}

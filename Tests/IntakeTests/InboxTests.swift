import Foundation
import Store
import Testing

/// The inbox alone: what is on disk, what is erased, what is forgotten.
@Suite(.timeLimit(.minutes(10)))
struct InboxTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func open() throws -> Inbox { Inbox(of: try ServiceStore(at: folder.path + "/store.sqlite")) }

  private func delivery(
    _ id: String, _ subject: String = "ord-1", content: String = "a", sequence: Int? = nil, contact: String? = nil
  ) -> NewDelivery {
    NewDelivery(
      id: id, way: "hook", subject: subject, digest: content + (contact ?? ""), content: content, sequence: sequence,
      body: "{\(content)}", contact: contact)
  }

  @Test func `What was accepted is there for the next process`() async throws {
    _ = try await open().accept(delivery("d-1"), repeating: .accepted, at: 100)
    let due = try await open().due(at: 100, limit: 10)
    #expect(due.map(\.id) == ["d-1"] && due.first?.body == "{a}")
    guard case .known = try await open().accept(delivery("d-1"), repeating: .accepted, at: 101) else {
      Issue.record("not known")
      return
    }
  }

  @Test func `An id is known, and a conflict told, long after the body is erased`() async throws {
    let inbox = try open()
    _ = try await inbox.accept(delivery("d-1", contact: "c"), repeating: .accepted, at: 0)
    try await inbox.settle([("d-1", .committed(commit: "abc", word: nil, why: nil))], at: 10)
    let settled = try await inbox.delivery("d-1")
    #expect(settled?.body == nil && settled?.contact == "c")
    // The contact is still needed; what is not has to go.
    try await inbox.dropContact(of: ["d-1"], madeUser: true, at: 11)
    #expect(try await inbox.delivery("d-1")?.contact == nil)
    #expect(try await inbox.usersMade(since: 11) == 1)
    #expect(try await inbox.usersMade(since: 12) == 0)
    let day = 86_400
    try await inbox.forget(settledBefore: 4 * day + 10 - 8 * day)
    guard case .conflict = try await inbox.accept(delivery("d-1", content: "b"), repeating: .accepted, at: 4 * day)
    else {
      Issue.record("no conflict")
      return
    }
    try await inbox.forget(settledBefore: 9 * day - 8 * day)
    #expect(try await inbox.delivery("d-1") == nil)
    // What the order was told last is still known.
    guard case .saidLast = try await inbox.accept(delivery("d-9"), repeating: .refused, at: 9 * day) else {
      Issue.record("news")
      return
    }
  }

  @Test func `What is not settled is never forgotten`() async throws {
    let inbox = try open()
    for (id, status) in [
      ("d-1", InboxStatus.pending), ("d-2", .retry(at: 5, why: "w")), ("d-3", .waiting(at: 6, word: "panel", why: "w")),
      ("d-4", .needsPerson(why: "w")), ("d-5", .pullRequest(number: 7, url: "u")),
    ] {
      _ = try await inbox.accept(delivery(id, "ord-\(id)"), repeating: .accepted, at: 0)
      try await inbox.settle([(id, status)], at: 1)
      #expect(try await inbox.delivery(id)?.status == status)
    }
    try await inbox.forget(settledBefore: 1_000_000)
    #expect(try await inbox.counts().byStatus.values.reduce(0, +) == 5)
    #expect(try await inbox.due(at: 5, limit: 10).map(\.id) == ["d-1", "d-2"])
    #expect(try await inbox.due(at: 6, limit: 10).map(\.id) == ["d-1", "d-2", "d-3"])
  }

  @Test func `A later delivery that got further takes the place of earlier ones that did not`() async throws {
    let inbox = try open()
    for (number, content) in ["a", "b", "c"].enumerated() {
      _ = try await inbox.accept(delivery("d-\(number)", content: content), repeating: .accepted, at: number)
    }
    _ = try await inbox.accept(delivery("other", "ord-2"), repeating: .accepted, at: 4)
    try await inbox.settle([("d-0", .needsPerson(why: "w")), ("d-1", .nothingToDo)], at: 5)
    #expect(
      try await inbox.delivery("d-0")?.status == .discarded(why: "a later delivery took its place: d-1"))
    #expect(try await inbox.delivery("d-2")?.status == .pending)
    #expect(try await inbox.delivery("other")?.status == .pending)
  }

  @Test func `A lower sequence is discarded, and an equal one is not`() async throws {
    let inbox = try open()
    _ = try await inbox.accept(delivery("d-1", sequence: 5), repeating: .accepted, at: 0)
    guard
      case .older(let older, than: 5) = try await inbox.accept(
        delivery("d-2", content: "b", sequence: 4, contact: "c"), repeating: .accepted, at: 1)
    else {
      Issue.record("taken")
      return
    }
    #expect(older.body == nil && older.contact == nil)
    guard
      case .accepted = try await inbox.accept(
        delivery("d-3", content: "b", sequence: 5), repeating: .accepted, at: 2)
    else {
      Issue.record("refused")
      return
    }
    // Without a sequence the shop's count goes on.
    _ = try await inbox.accept(delivery("d-4", content: "c"), repeating: .accepted, at: 3)
    guard
      case .older = try await inbox.accept(
        delivery("d-5", content: "d", sequence: 4), repeating: .accepted, at: 4)
    else {
      Issue.record("taken")
      return
    }
  }

  @Test func `What says the same is told apart by whether it has a contact that the last one lacked`() async throws {
    let inbox = try open()
    _ = try await inbox.accept(delivery("d-1"), repeating: .refused, at: 0)
    guard case .accepted = try await inbox.accept(delivery("d-2", contact: "c"), repeating: .refused, at: 1),
      case .saidLast = try await inbox.accept(delivery("d-3", contact: "c"), repeating: .refused, at: 2),
      case .saidLast = try await inbox.accept(delivery("d-4"), repeating: .refused, at: 3)
    else {
      Issue.record("otherwise")
      return
    }
  }

  @Test func `Many are accepted at once, and what came in since they were read is newer`() async throws {
    let inbox = try open()
    _ = try await inbox.accept(delivery("d-1", "ord-1"), repeating: .accepted, at: 100)
    let many = (1...5).map { delivery("s-\($0)", "ord-\($0)", content: "b") }
    #expect(try await inbox.accept(many, readAt: 100, at: 101) == 4)
    #expect(try await inbox.accept(many, readAt: 102, at: 103) == 1)
    try await inbox.settle([("s-1", .nothingToDo)], counting: ["late": 2], at: 104)
    try await inbox.settle([("s-2", .nothingToDo)], counting: ["late": 3], at: 104)
    #expect(try await inbox.counts().counters == ["late": 5])
  }
}

/// A temporary folder that is gone when nobody holds it.
private final class Folder: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/inbox-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

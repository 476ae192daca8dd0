import Foundation
import RepositoryFixtures
import Testing

@testable import Git

@Suite struct PassedOverFolderTests {
  @Test func `A folder that is passed over hides what differs in it, and not that it is gone`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["docs/a": "1", "docs/results/b": "1", "docs/results-too/c": "1"])
    let second = try made.commit(["docs/a": "2", "docs/results/b": "2", "docs/results-too/c": "2"])
    try made.git("rm", "-rq", "docs/results")
    let third = try made.commit(["docs/results": "a file"])
    let repository = try await made.open()
    func changed(_ old: ObjectID, _ new: ObjectID) async throws -> [String] {
      try await repository.changes(from: old, to: new, below: "docs", passingOver: "docs/results", budget: 100)
        .list.map(\.path)
    }
    #expect(try await changed(first, second).sorted() == ["docs/a", "docs/results-too/c"])
    #expect(try await changed(second, third) == ["docs/results"])
    #expect(try await changed(third, second) == [])
    let all = try await repository.changes(from: first, to: second, below: "docs", budget: 100)
    #expect(all.list.count == 3)
  }
}

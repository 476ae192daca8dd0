import Testing

@testable import Planner

@Suite struct PhrasesTests {
  private func words(_ counts: [Change.Kind: Int]) -> String {
    phrases(counts) { kind in kind.isOfUser ? "(user)" : "(\(kind.rawValue))" }.joined(separator: ", ")
  }

  @Test func `Servers are named where they are first spoken of`() {
    #expect(words([.create: 6, .createUser: 1, .update: 2]) == "6 servers and 1 user (create), 2 (update)")
    #expect(words([.link: 3, .update: 2]) == "3 servers (link), 2 (update)")
  }

  @Test func `They are named again behind users`() {
    #expect(
      words([.create: 1, .linkUser: 1, .link: 3, .update: 2])
        == "1 server (create), 1 user (user), 3 servers (link), 2 (update)")
  }
}

import Foundation
import Git
import RepositoryFixtures
import Testing

/// A tag named `origin/main` at a pull request's head once made `--base origin/main` say that there was nothing to do.
@Suite struct RevisionTests {
  private struct Made {
    let clone: TemporaryRepository
    let first: ObjectID
    let second: ObjectID
  }

  /// A clone whose `origin/main` is the first of two commits.
  private func make() throws -> Made {
    let server = try TemporaryRepository()
    let first = try server.commit(["a": "1"])
    let clone = try TemporaryRepository(["clone", "-q", server.path])
    return Made(clone: clone, first: first, second: try clone.commit(["a": "2"]))
  }

  @Test func `A remote-tracking branch is meant, whatever a tag or a branch is called`() async throws {
    let made = try make()
    try made.clone.git("tag", "origin/main")
    try made.clone.git("tag", "-a", "-m", "x", "refs/remotes/origin/main")
    try made.clone.git("branch", "origin/main")
    let repository = try await made.clone.open()
    for name in ["origin/main", "refs/remotes/origin/main", "origin/main^{commit}", "origin/main~0"] {
      #expect(try await repository.resolve(name) == made.first, "\(name)")
    }
  }

  @Test(arguments: ["main", "main~0", "main^0"])
  func `A name of more than one thing is refused with their full names`(revision: String) async throws {
    let made = try make()
    try made.clone.git("tag", "main", made.first.description)
    let error = await #expect(throws: GitError.self) { try await made.clone.open().resolve(revision) }
    #expect(error == .ambiguousRevision("main", candidates: ["refs/heads/main", "refs/tags/main"]))
    #expect(try await made.clone.open().resolve("refs/heads/main") == made.second)
    #expect(try await made.clone.open().resolve("refs/tags/main") == made.first)
  }

  @Test func `A branch or tag that is called like the beginning of an id is refused, and a whole id is that commit`()
    async throws
  {
    let made = try make()
    let (short, whole) = (String(made.second.description.prefix(9)), made.second.description)
    try made.clone.git("update-ref", "refs/tags/\(short)", made.first.description)
    try made.clone.git("update-ref", "refs/tags/\(whole)", made.first.description)
    try made.clone.git("update-ref", "refs/heads/\(whole)", made.first.description)
    let repository = try await made.clone.open()
    let error = await #expect(throws: GitError.self) { try await repository.resolve(short) }
    #expect(error == .ambiguousRevision(short, candidates: ["refs/tags/\(short)", "commit \(whole)"]))
    #expect(try await repository.resolve(whole) == made.second)
    #expect(try await repository.resolve("\(whole)~1") == made.first)
    #expect(try await repository.resolve(whole.uppercased()) == made.second)
  }

  @Test func `HEAD is where the repository stands, whatever a tag is called`() async throws {
    let made = try make()
    for name in ["HEAD", "refs/heads/main"] {
      try made.clone.git("update-ref", "refs/tags/\(name)", made.first.description)
    }
    let repository = try await made.clone.open()
    for name in ["HEAD", "@", "refs/heads/main"] {
      #expect(try await repository.resolve(name) == made.second, "\(name)")
    }
  }

  @Test(arguments: [
    "-main", "--output=x", "main@{1}", "@{u}", "HEAD@{yesterday}", ":/secret", "main:a", "main^{/x}", "main^{tree}",
    "main^@",
    "main..HEAD", "^main", "main ", "v1-1-g%", "main~99999999999", "main^{commit}x", "refs/heads/", "main.lock",
  ])
  func `What whoever pushes could give another meaning is no revision`(text: String) async throws {
    let made = try make()
    let id = try made.clone.git("rev-parse", "--short=12", "HEAD")
    let revision = text.replacing("%", with: id)
    let error = await #expect(throws: GitError.self) { try await made.clone.open().resolve(revision) }
    guard case .unknownRevision(revision, .complete, _)? = error else { throw try #require(error) }
  }

  @Test func `Parents and forefathers are counted as git counts them`() async throws {
    let made = try TemporaryRepository()
    try made.commit(["a": "1"])
    try made.git("checkout", "-q", "-b", "side")
    try made.commit(["b": "1"])
    try made.git("checkout", "-q", "main")
    try made.commit(["a": "2"])
    try made.git("merge", "-q", "--no-ff", "-m", "a merge", "side")
    try made.git("tag", "-a", "v1", "-m", "one")
    let repository = try await made.open()
    for revision in ["v1", "v1^", "v1^2", "v1~2", "v1^2~1", "main^1^", "v1^0", "v1^{}", "side^{commit}~", "v1~"] {
      #expect(try await repository.resolve(revision) == made.id("\(revision)^{commit}"), "\(revision)")
    }
    await #expect(throws: GitError.self) { try await repository.resolve("v1^3") }
    await #expect(throws: GitError.self) { try await repository.resolve("v1~3") }
  }
}

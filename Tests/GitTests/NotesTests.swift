import Foundation
import Git
import RepositoryFixtures
import Testing

/// Notes that git itself reads, and git's own that are read here.
@Suite(.timeLimit(.minutes(10)))
struct NotesTests {
  let made: TemporaryRepository
  let first: ObjectID
  let second: ObjectID
  let ref = "refs/notes/some/proofs"
  let who = Signature(name: "bot", email: "bot@example.com", time: 1_795_000_000)

  init() throws {
    made = try TemporaryRepository()
    first = try made.commit(["f": "1"], "first")
    second = try made.commit(["f": "2"], "second")
  }

  private func text(of entries: [TreeEntry], in repository: Repository) async throws -> [String] {
    var texts: [String] = []
    for entry in entries {
      let bytes = try await repository.bytes(ofNote: entry.id, limit: 100)
      texts.append(bytes.map { String(decoding: $0, as: UTF8.self) } ?? "too large")
    }
    return texts
  }

  @Test func `git reads what is written, and the one before stays in the history`() async throws {
    let repository = try await made.open()
    let one = try await repository.annotate(first, with: Array("one\n".utf8), over: nil, message: "1\n", by: who)
    try await repository.moveReference(ref, from: nil, to: one, because: "a test")
    #expect(try made.git("notes", "--ref=some/proofs", "show", "\(first)") == "one")
    let two = try await repository.annotate(second, with: Array("two\n".utf8), over: one, message: "2\n", by: who)
    let three = try await repository.annotate(first, with: Array("three\n".utf8), over: two, message: "3\n", by: who)
    try await repository.moveReference(ref, from: one, to: three, because: "a test")
    #expect(try made.git("notes", "--ref=some/proofs", "show", "\(first)") == "three")
    #expect(try made.git("notes", "--ref=some/proofs", "show", "\(second)") == "two")
    #expect(try made.git("log", "--format=%s", ref) == "3\n2\n1")
    #expect(try await text(of: repository.notes(about: first, at: three), in: repository) == ["three\n"])
    #expect(try await repository.notesChanged(by: three)?.keys.map { $0 } == [first])
    #expect(try await repository.notesChanged(by: one)?.keys.map { $0 } == [first])
    try made.git("fsck", "--strict")
    #expect(
      try await repository.annotate(first, with: Array("three\n".utf8), over: three, message: "4\n", by: who) == three)
    await #expect(throws: GitError.moved(branch: ref)) {
      try await repository.moveReference(ref, from: one, to: two, because: "a test")
    }
  }

  @Test func `git's own notes are read, and taken the place of, whatever their paths`() async throws {
    try made.git("notes", "--ref=some/proofs", "add", "-m", "flat", "\(first)")
    let repository = try await made.open()
    let flat = try made.id(ref)
    #expect(try await text(of: repository.notes(about: first, at: flat), in: repository) == ["flat\n"])
    let ours = try await repository.annotate(first, with: Array("ours\n".utf8), over: flat, message: "x\n", by: who)
    #expect(try await text(of: repository.notes(about: first, at: ours), in: repository) == ["ours\n"])
    #expect(try await repository.notesChanged(by: ours)?.count == 1)
    try made.git("update-ref", ref, "\(ours)")
    #expect(try made.git("notes", "--ref=some/proofs", "show", "\(first)") == "ours")
    try made.git("notes", "--ref=some/proofs", "remove", "\(first)")
    let removed = try made.id(ref)
    #expect(try await repository.notes(about: first, at: removed).isEmpty)
    #expect(try await repository.notesChanged(by: removed) == [first: nil])
  }

  @Test func `A commit of files is none of notes, and a note beyond the limit is not read`() async throws {
    let repository = try await made.open()
    #expect(try await repository.notesChanged(by: first) == nil)
    let large = try await repository.annotate(
      first, with: [UInt8](repeating: 1, count: 101), over: nil, message: "x\n", by: who)
    #expect(try await text(of: repository.notes(about: first, at: large), in: repository) == ["too large"])
  }
}

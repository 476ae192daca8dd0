import Foundation
import RepositoryFixtures
import Testing

/// Each fault of the repository and its remote gives exactly its finding, and a trial leaves nothing behind.
@Suite(.timeLimit(.minutes(20)))
struct DoctorGitTests {
  private static let trial = "refs/botfleet/doctor"

  @Test func `Without the git program that is told, and the remote is left open`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: ["PATH": "/nowhere"], expecting: 5)
    #expect(report.problems == ["failure git-program", "unchecked remote"])
  }

  @Test func `A branch without an upstream keeps its results here, which is a warning`() async throws {
    let stage = try await Stage()
    try stage.clone.git("branch", "--unset-upstream")
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == ["warning branch"])
    #expect(report.words(on: "branch").contains("git push -u origin main"))
  }

  @Test func `A detached HEAD beside a remote has nowhere to put results`() async throws {
    let stage = try await Stage()
    try stage.clone.git("checkout", "-q", "--detach")
    #expect(try await stage.examine(expecting: 1).problems == ["failure branch"])
  }

  @Test func `A remote that is gone cannot be read`() async throws {
    let stage = try await Stage()
    try stage.clone.git("remote", "set-url", "origin", "/nowhere/at-all.git")
    let report = try await stage.examine(expecting: 5)
    #expect(report.problems == ["failure remote", "unchecked remote-writable", "unchecked lock"])
    #expect(report.words(on: "remote").contains("git ls-remote origin"))
  }

  @Test func `A remote that refuses the lock's namespace is told as the lock would tell it`() async throws {
    let stage = try await Stage()
    try hook("grep -q ' refs/botfleet/' && { echo 'no such references here' >&2; exit 1; }; exit 0", of: stage)
    let report = try await stage.examine(expecting: 1)
    // Nothing was pushed, so that nobody can say that the remote takes what is pushed.
    #expect(report.problems == ["unknown remote-writable", "failure lock"])
    #expect(
      report.words(on: "lock").contains("Allow the account to create, move and delete references below refs/botfleet/"))
    #expect(try await stage.examine("--plan-only", expecting: 0).problems == [])
  }

  @Test func `A remote that takes nothing from this account is not writable`() async throws {
    let stage = try await Stage()
    // What a code host says to an account that may only read.
    let program = "#!/bin/sh\necho 'remote: Permission to shop/fleet.git denied to ci.' >&2\nexit 128\n"
    try writeProgram(program, to: stage.clone.path + "/.git/receive")
    try stage.clone.git("config", "remote.origin.receivepack", stage.clone.path + "/.git/receive")
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure remote-writable"])
    #expect(report.words(on: "remote-writable").contains("write access"))
  }

  @Test func `What a trial that was killed left is taken over and removed`() async throws {
    let stage = try await Stage()
    try stage.clone.git("push", "-q", "origin", "HEAD:\(Self.trial)")
    #expect(try await stage.examine(expecting: 0).problems == [])
    #expect(try stage.server.git("for-each-ref", Self.trial) == "")
  }

  @Test func `A remote that lets nothing be removed may have the lock all the same`() async throws {
    let stage = try await Stage()
    // git's own receive.denyDeletes is about branches alone.
    try writeProgram(
      "#!/bin/sh\ncase \"$3\" in *[!0]*) exit 0 ;; esac\nexit 1\n", to: stage.server.path + "/hooks/update")
    for _ in 0..<2 {
      let report = try await stage.examine(expecting: 0)
      #expect(report.problems == [])
      #expect(report.words(on: "lock").contains("never removed"))
    }
  }

  @Test func `A lock that somebody holds is left alone, and told`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    let applying = try stage.start(["apply", "--yes", "--wait=30s"])
    while try stage.server.git("for-each-ref", "refs/botfleet/lock").isEmpty {
      try await Task.sleep(for: .milliseconds(50))
    }
    let report = try await stage.examine(expecting: 0)
    #expect(report.words(on: "lock").contains("holds it now"))
    try await stage.panel.control(#"{"do": "finish-install", "server": 1, "successful": true}"#)
    #expect(await applying.end().status == 0)
  }

  @Test func `A clone that is cut off is a warning`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let shallow = try TemporaryRepository(["clone", "-q", "--depth", "1", "file://\(stage.server.path)"])
    let report = try await stage.examine(in: shallow.path, expecting: 0)
    #expect(report.problems == ["warning clone"])
    #expect(report.words(on: "clone").contains("fetch-depth: 0"))
  }

  @Test func `Signing that would fail in the middle of an apply fails here`() async throws {
    let stage = try await Stage()
    try stage.clone.git("config", "commit.gpgsign", "true")
    try stage.clone.git("config", "gpg.format", "ssh")
    try stage.clone.git("config", "user.signingkey", "/nowhere/key")
    let report = try await stage.examine(expecting: 1)
    #expect(report.problems == ["failure signing"])
    #expect(try await stage.examine("--plan-only", expecting: 0).problems == [])
  }

  /// What the remote asks before it takes a push.
  private func hook(_ script: String, of stage: Stage) throws {
    try writeProgram("#!/bin/sh\n\(script)\n", to: stage.server.path + "/hooks/pre-receive")
  }
}

import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A repository's configuration can name programs to run. Whoever can have files committed may write one.
@Suite(.timeLimit(.minutes(20)))
struct HostileRepositoryTests {
  /// Lines of a configuration each of which runs a program that leaves a mark.
  private static func configuration(mark: String) -> String {
    """
    [protocol "ext"]
      allow = always
    [remote "origin"]
      url = ext::sh -c touch% \(mark)
      fetch = +refs/heads/*:refs/remotes/origin/*
    [branch "main"]
      remote = origin
      merge = refs/heads/main
    [core]
      fsmonitor = touch \(mark); false
      sshCommand = touch \(mark)
      pager = touch \(mark)
      editor = touch \(mark)
      hooksPath = hooks
    [credential]
      helper = "!touch \(mark)"
    [filter "evil"]
      clean = touch \(mark)
      smudge = touch \(mark)
      process = touch \(mark)
    [commit]
      gpgSign = true
    [gpg]
      program = /bin/sh
    [gpg "ssh"]
      defaultKeyCommand = touch \(mark)

    """
  }

  @Test(arguments: ["bare = true", "bare = false\n  worktree = ..", "bare = false"], ["fleet", "fleet/orders"])
  func `A bare repository that a pull request committed runs nothing and is not read`(
    kind: String, folder: String
  ) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let mark = stage.clone.path + ".mark"
    try stage.commit([
      "fleet/HEAD": "ref: refs/heads/main\n", "fleet/objects/keep": "",
      "fleet/refs/heads/main": "\(stage.clone.head)\n",
      "fleet/hooks/pre-push": "#!/bin/sh\ntouch '\(mark)'\n",
      "fleet/config":
        "[core]\n  repositoryformatversion = 0\n  \(kind)\n\(Self.configuration(mark: mark))",
    ])
    let place = "\(stage.clone.path)/\(folder)"
    for arguments in [["validate"], ["plan"], ["capacity"], ["apply", "--yes"]] {
      let ended = await (try stage.start(arguments, in: place)).end()
      #expect(ended.status == 1, "\(arguments): \(ended.answer)")
      #expect(ended.people.contains("\(stage.clone.path)/fleet is a bare repository that was not named explicitly"))
      #expect(ended.answer.isEmpty)
    }
    let named = await (try stage.start(["apply", "--yes", "--repo", "fleet"])).end()
    #expect(named.status == 1 && named.people.contains("is a bare repository that was not named explicitly"))
    #expect(!FileManager.default.fileExists(atPath: mark))
    // From anywhere else, and named rightly, everything is as ever.
    #expect(try await stage.plan("--repo", "..", in: "\(stage.clone.path)/fleet").inShort == [])
    try await stage.apply()
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func `A bare repository that was named is applied from, whatever git's own setting says`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    let explicit = [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.bareRepository", "GIT_CONFIG_VALUE_0": "explicit",
    ]
    let bare = try TemporaryRepository(["clone", "-q", "--bare", stage.server.path])
    let unnamed = try await stage.botfleet("apply", "--yes", "--no-push", in: bare.path, environment: explicit)
    #expect(unnamed.status == 1 && unnamed.people.contains("--repo"))
    for (arguments, directory) in [(["--repo", "."], ""), ([], bare.path), ([], ".")] {
      let ended = try await
        (stage.start(
          ["apply", "--yes", "--branch", "main"] + arguments, in: bare.path,
          environment: explicit.merging(["GIT_DIR": directory]) { $1 })).end()
      #expect(ended.status == 0, "\(ended.people)")
    }
    #expect(try stage.server.git("log", "--format=%s", "main").hasPrefix("apply: 2 servers created"))
    let wrong = try await stage.botfleet("plan", environment: ["GIT_DIR": "/nowhere"])
    #expect(wrong.status == 1 && wrong.people.contains("'/nowhere' is the value of GIT_DIR"))
  }

  @Test func `Looking starts no process, whatever the repository's own configuration says`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let mark = stage.clone.path + ".mark"
    let scratch = try Scratch()
    let witness = try Witness(in: scratch.path)
    try stage.clone.write("* filter=evil\n", to: ".git/info/attributes")
    let configuration = "\(stage.clone.path)/.git/config"
    let file = try FileHandle(forWritingTo: URL(filePath: configuration))
    try file.seekToEnd()
    try file.write(contentsOf: Data(Self.configuration(mark: mark).utf8))
    try file.close()
    for arguments in [
      ["validate"], ["plan"], ["plan", "--base", "HEAD"], ["plan", "--revision", "HEAD"], ["capacity"],
    ] {
      let ended = await (try stage.start(arguments, environment: ["PATH": witness.path(before: stage.environment)]))
        .end()
      #expect([0, 1, 2].contains(ended.status), "\(arguments): \(ended.people)")
    }
    #expect(!FileManager.default.fileExists(atPath: mark))
    #expect(throws: (any Error).self, "git was started") { try witness.report() }
  }
}

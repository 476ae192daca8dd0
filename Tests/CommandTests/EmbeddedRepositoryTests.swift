import Foundation
import RepositoryFixtures
import Testing

/// A folder that looks like a bare repository can be committed, with a configuration that names programs.
@Suite(.timeLimit(.minutes(5)))
struct EmbeddedRepositoryTests {
  /// Commits a bare repository, whose remote runs a command, in a folder of the fleet's repository.
  private func plant(_ folder: String, in stage: Stage, more: String = "") throws -> String {
    let sign = stage.clone.path + "/../ran"
    let config = """
      [core]
      \tbare = true
      \tfsmonitor = "touch \(sign)"
      \tsshCommand = "touch \(sign)"
      \(more)
      [remote "origin"]
      \turl = "ext::sh -c touch% \(sign)"
      \tfetch = +refs/heads/*:refs/remotes/origin/*
      [protocol "ext"]
      \tallow = always
      [branch "main"]
      \tremote = origin
      \tmerge = refs/heads/main

      """
    var files: [String: String] = [:]
    let prefix = folder.isEmpty ? "" : folder + "/"
    files["\(prefix)HEAD"] = "ref: refs/heads/main\n"
    files["\(prefix)config"] = config
    files["\(prefix)objects/info/keep"] = ""
    files["\(prefix)refs/heads/main"] = "\(try stage.clone.head)\n"
    try stage.commit(files)
    // What a clone brings of the objects, the attacker brings too.
    try FileManager.default.removeItem(atPath: "\(stage.clone.path)/\(prefix)objects")
    try FileManager.default.copyItem(
      atPath: "\(stage.clone.path)/.git/objects", toPath: "\(stage.clone.path)/\(prefix)objects")
    return sign
  }

  @Test(arguments: ["fleet", "embedded"]) func `Nobody who stands in it runs its commands`(folder: String) async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"))
    let sign = try plant(folder, in: stage)
    for place in [folder, "\(folder)/refs"] {
      for arguments in [["apply", "--yes"], ["plan"], ["validate"], ["capacity"], ["plan", "--revision", "main"]] {
        let ended = await (try stage.start(arguments, in: "\(stage.clone.path)/\(place)")).end()
        #expect(
          ended.status == 1 && ended.people.contains("bare repository that nobody named"), "\(arguments): \(ended)")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: sign))
    #expect(try await stage.panel.servers().isEmpty)
  }

  /// With its own folder as the working tree it would not even be bare.
  @Test func `One that says it is not bare is told by how it was found`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let sign = try plant("fleet", in: stage, more: "\tbare = false\n\tworktree = ..")
    let ended = try await stage.botfleet("apply", "--yes", in: "\(stage.clone.path)/fleet")
    #expect(ended.status == 1 && ended.people.contains("bare repository that nobody named"), "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: sign))
  }

  @Test func `Beside the fleet's own repository it is not even looked at`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let sign = try plant("", in: stage)
    try await stage.apply()
    #expect(!FileManager.default.fileExists(atPath: sign))
    #expect(try stage.lastSubject == "apply: 1 created")
  }

  @Test func `One that --repo or GIT_DIR names is used`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let bare = stage.server.path
    for (arguments, environment) in [
      (["--repo", bare], [:]), (["--repo", "."], [:]), ([], ["GIT_DIR": "."]), ([], ["GIT_DIR": bare]),
    ] {
      let ended = await
        (try stage.start(
          ["plan", "--revision", "main"] + arguments, in: bare, environment: environment)).end()
      #expect(ended.status == 0 && ended.answer.contains("ord-1"), "\(arguments) \(environment): \(ended.people)")
    }
    let unnamed = try await stage.botfleet("plan", "--revision", "main", in: bare)
    #expect(unnamed.status == 1 && unnamed.people.contains("--repo \(bare)"), "\(unnamed.people)")
  }
}

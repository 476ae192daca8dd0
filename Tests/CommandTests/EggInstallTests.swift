import Foundation
import GitServers
import RepositoryFixtures
import Testing

/// The installation script of the egg that people import: `fleet/eggs/node-discord-bot.json`.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct EggInstallTests {
  private struct Egg: Decodable {
    struct Scripts: Decodable {
      struct Installation: Decodable { let script: String }
      let installation: Installation
    }
    let scripts: Scripts
  }

  /// Runs the script as a node does, in a folder in place of `/mnt/server`.
  private func install(
    _ server: TemporaryRepository, below folder: String, _ variables: [String: String] = [:]
  ) async throws -> Ended {
    let file = repositoryRoot.appending(path: "fleet/eggs/node-discord-bot.json")
    let script = try JSONDecoder().decode(Egg.self, from: Data(contentsOf: file)).scripts.installation.script
    let path = server.environment["PATH"] ?? ""
    let program = try RunningProgram(
      URL(filePath: "/bin/bash"), ["-c", script], in: folder,
      environment: variables.merging(["PATH": path, "SERVER_FOLDER": folder, "LC_ALL": "C"]) { $1 })
    return await program.end()
  }

  private func emptyFolder(beside repository: TemporaryRepository) throws -> String {
    let folder = URL(filePath: repository.path).deletingLastPathComponent().appending(
      path: "server-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private func read(_ file: String, in folder: String) -> String? {
    try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
  }

  @Test func `A private repository is cloned and brought up to date, and its token is nowhere`() async throws {
    let bot = try TemporaryRepository()
    try bot.commit(["index.js": "1\n"])
    let web = try WebGitServer(serving: bot)
    let folder = try emptyFolder(beside: bot)
    let variables = web.trust.merging(["GIT_REPO": web.url, "GIT_USER": web.user, "GIT_TOKEN": web.token]) { $1 }

    let cloned = try await install(bot, below: folder, variables)
    #expect(cloned.status == 0 && cloned.answer.hasPrefix("Cloned "), "\(cloned.people)")
    #expect(read("index.js", in: folder) == "1\n")
    #expect(read(".git/config", in: folder)?.contains(web.token) == false)
    for told in [cloned.answer, cloned.people] { #expect(!told.contains(web.token)) }

    try bot.commit(["index.js": "2\n"])
    let updated = try await install(bot, below: folder, variables)
    #expect(updated.status == 0 && read("index.js", in: folder) == "2\n", "\(updated.people)")

    try "mine\n".write(toFile: folder + "/index.js", atomically: true, encoding: .utf8)
    try bot.commit(["index.js": "3\n"])
    let changed = try await install(bot, below: folder, variables)
    #expect(
      changed.status == 0 && changed.answer.contains("stay as they are") && read("index.js", in: folder) == "mine\n")
  }

  @Test func `Without the token, with another host's address, or over files, nothing is done and it says why`()
    async throws
  {
    let bot = try TemporaryRepository()
    try bot.commit(["index.js": "1\n"])
    let web = try WebGitServer(serving: bot)
    let folder = try emptyFolder(beside: bot)
    let nothing = try await install(bot, below: folder)
    #expect(nothing.status == 0 && nothing.answer.contains("upload the bot's files"))
    let refused = try await install(bot, below: folder, web.trust.merging(["GIT_REPO": web.url]) { $1 })
    #expect(refused.status == 1 && refused.people.contains("GIT_TOKEN"))
    for address in [web.urlWithToken, "http://localhost/x", "file://\(bot.path)"] {
      let odd = try await install(bot, below: folder, ["GIT_REPO": address])
      #expect(odd.status == 1 && odd.people.hasPrefix("GIT_REPO must "), "\(address): \(odd.people)")
      #expect(!odd.people.contains(web.token))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])

    try "x".write(toFile: folder + "/notes.txt", atomically: true, encoding: .utf8)
    let occupied = try await install(
      bot, below: folder, web.trust.merging(["GIT_REPO": web.url, "GIT_USER": web.user, "GIT_TOKEN": web.token]) { $1 })
    #expect(occupied.status == 1 && occupied.people.contains("not empty"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
  }
}

private let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../..").standardizedFileURL

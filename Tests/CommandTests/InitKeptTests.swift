import Foundation
import Testing

/// `botfleet init` in a repository that has some of its files already.
@Suite(.timeLimit(.minutes(20)))
struct InitKeptTests {
  private static let answers = ["init", "--egg", "15", "--owner", "1", "--ci", "github", "--yes"]

  @Test func `Options that come to nothing are named, with the file that counts instead`() async throws {
    let place = try await NewPlace()
    let first = try await place.botfleet(arguments: Self.answers, in: place.repository.path)
    #expect(first.status == 0 && !first.people.contains("exists and is kept, so"), "\(first.people)")
    let settings = try #require(place.repository.read("fleet/fleet.yaml"))

    let again = try await place.botfleet(
      arguments: Self.answers + ["--nodes", "2", "--branch", "trunk"], in: place.repository.path)
    #expect(
      again.people.contains(
        "fleet/fleet.yaml exists and is kept, so --egg, --nodes, --owner and --branch do not change it. To change it, edit it."
      ), "\(again.people)")
    #expect(again.people.contains("The .github/workflows/fleet.yml that is there differs from what init writes"))
    #expect(place.repository.read("fleet/fleet.yaml") == settings)

    try FileManager.default.removeItem(atPath: place.repository.path + "/.github/workflows/fleet.yml")
    let rest = try await place.botfleet("init", "--ci", "github", "--yes", in: place.repository.path)
    #expect(rest.status == 0 && !rest.people.contains("so --"), "\(rest.people)")
    #expect(place.repository.read(".github/workflows/fleet.yml") != nil)
  }

  /// Whoever did as `Next:` said committed the panel's key: `git add .` stood there, and the warning far above it.
  @Test(arguments: ["node_modules", "node_modules\n", "", "*.log\n.env\n"])
  func `A key that git would take is warned of first, and the command that hides it works`(rules: String) async throws {
    let place = try await NewPlace()
    try place.repository.write(rules, to: ".gitignore")
    try place.repository.write("PTERODACTYL_API_KEY=ptla_x\n", to: ".env.local")
    let ended = try await place.botfleet(arguments: Self.answers, in: place.repository.path)
    #expect(ended.status == 0)
    #expect(ended.people.hasPrefix("warning: git does not ignore .env.local, the file for the panel's key"))
    let next = try #require(ended.people.components(separatedBy: "Next:\n").dropFirst().first)
    let commands = next.split(separator: "\n").map { $0.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces) }
    #expect(commands.first?.hasSuffix(">> .gitignore") == true, "\(next)")
    #expect(commands.dropFirst().contains { $0.hasPrefix("git add . ") }, "\(next)")

    let shell = try RunningProgram(
      URL(filePath: "/bin/sh"), ["-c", commands[0]], in: place.repository.path, environment: [:])
    #expect(await shell.end().status == 0)
    try place.repository.git("add", ".")
    #expect(try !place.repository.git("ls-files").contains(".env.local\n"))
    #expect(place.repository.read(".gitignore")?.hasPrefix(rules) == true)
    let again = try await place.botfleet(arguments: Self.answers, in: place.repository.path)
    #expect(!again.people.contains("does not ignore"), "\(again.people)")
  }

  @Test func `A key that git does not take is no reason to warn`() async throws {
    for (file, rules) in [
      (".gitignore", "/.env.local\n"), (".gitignore", ".env*\n"), (".git/info/exclude", ".env.local\n"),
    ] {
      let place = try await NewPlace()
      try place.repository.write(rules, to: file)
      if file != ".gitignore" { try place.repository.write("*.log\n", to: ".gitignore") }
      try place.repository.write("", to: ".env.local")
      let ended = try await place.botfleet(arguments: Self.answers, in: place.repository.path)
      #expect(ended.status == 0 && !ended.people.contains("warning"), "\(rules): \(ended.people)")
    }
    let place = try await NewPlace()
    try "".write(toFile: place.folder + "/.env.local", atomically: true, encoding: .utf8)
    let ended = try await place.botfleet(arguments: Self.answers)
    #expect(ended.status == 0 && !ended.people.contains("warning"), "the .gitignore is init's own: \(ended.people)")
  }

  @Test
  func `In a folder that is no repository yet, its .gitignore is looked at, and so is a file that --env-file names`()
    async throws
  {
    let place = try await NewPlace()
    try "*.log\n".write(toFile: place.folder + "/.gitignore", atomically: true, encoding: .utf8)
    let usual = try await place.botfleet(arguments: Self.answers + ["--dry-run"])
    #expect(usual.people.contains("First run: echo .env.local >> .gitignore"), "\(usual.people)")
    try "".write(toFile: place.folder + "/keys.env", atomically: true, encoding: .utf8)
    let named = try await place.botfleet(arguments: Self.answers + ["--dry-run", "--env-file", "keys.env"])
    #expect(named.people.contains("First run: echo /keys.env >> .gitignore"), "\(named.people)")
  }
}

import Foundation
import Testing

@testable import Planner

/// The files by which forges plan and apply, held by `Workflows/`, which linters of workflows look at. `RECORD_SNAPSHOTS=1` records them anew.
struct WorkflowTests {
  private static let actions: [NewFleet.Forge] = [.github, .forgejo, .gitea]

  private static func files(_ forge: NewFleet.Forge, in path: String = "fleet", branch: String = "main")
    -> [ScaffoldFile]
  {
    workflows(of: NewFleet(name: "shop", path: path, forge: forge, branch: branch))
  }

  @Test(arguments: NewFleet.Forge.allCases, ["fleet", "fleets/eu"])
  func `The files are those that were recorded`(_ forge: NewFleet.Forge, _ path: String) throws {
    let files = Self.files(forge, in: path)
    #expect(files.isEmpty == (forge == .none))
    for file in files {
      // Without the dots that hide folders, so that nothing takes them for this repository's own.
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      try expectRecorded(file.text, "\(forge.rawValue)/\(name.hasPrefix(".") ? String(name.dropFirst()) : name)")
      #expect(file.text.hasPrefix("# \(file.path)\n") && file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"))
    }
  }

  @Test(arguments: [NewFleet.Forge.github, .gitlab])
  func `README shows what init writes`(_ forge: NewFleet.Forge) throws {
    let readme = try String(contentsOf: repositoryRoot.appending(path: "README.md"), encoding: .utf8)
    for file in Self.files(forge) { #expect(readme.contains("```yaml\n\(file.text)```"), "\(file.path)") }
  }

  @Test(arguments: actions)
  func `No run is cancelled by a later one, and every pull request is planned`(_ forge: NewFleet.Forge) {
    for file in Self.files(forge) {
      let lines = file.text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
      #expect(lines.count { $0 == "concurrency:" } == 1 && lines.count { $0.hasPrefix("group: ") } == 1)
      #expect(lines.count { $0 == "cancel-in-progress: false" } == 1)
      // A required check that a path keeps from running is never green.
      #expect(!file.text.contains("paths"))
      #expect(lines.count { $0.contains("fetch-depth: 0") } == lines.count { $0.contains("/checkout@") })
    }
    #expect(Self.files(forge)[0].text.contains("queue: max") == (forge == .github))
    #expect(Self.files(forge)[0].text.contains("merge_group") == (forge == .github))
  }

  @Test(arguments: actions)
  func `Nothing that somebody types is put into a command by the forge`(_ forge: NewFleet.Forge) {
    for line in Self.files(forge).flatMap({ $0.text.split(separator: "\n") }) where line.contains("run: ") {
      #expect(!line.contains("${{"), "\(line)")
    }
  }

  @Test(arguments: [NewFleet.Forge.forgejo, .gitea])
  func `Where names are looked up is the administrator's choice, so actions have whole addresses`(
    _ forge: NewFleet.Forge
  ) {
    for line in Self.files(forge).flatMap({ $0.text.split(separator: "\n") }) where line.contains("uses: ") {
      #expect(line.contains("uses: https://"), "\(line)")
    }
  }

  @Test func `A branch's name is a pattern to the Actions, and a text in GitLab's conditions`() {
    #expect(branchPattern("main") == "main" && branchPattern("release-1.x") == "release-1.x")
    #expect(branchPattern("a+b") == #""a\\+b""# || branchPattern("a+b") == #"a\+b"#)
    #expect(branchPattern("!a") == #""\\!a""#)
    #expect(branchPattern("a,b") == #""a,b""#)
    let quoted = Self.files(.gitlab, branch: #"a"b"#)[1].text
    #expect(quoted.contains(#"- if: $CI_COMMIT_BRANCH == 'a"b' && "#))
  }

  @Test func `Fleets of a repository share no file, job, environment or variable`() {
    for forge in [NewFleet.Forge.github, .forgejo, .gitea] {
      let paths = ["fleet", "eu", "fleets/us"].flatMap { Self.files(forge, in: $0).map(\.path) }
      #expect(Set(paths).count == 6, "\(paths)")
    }
    let names = ["fleet", "eu", "fleets/us"].map { Self.files(.gitlab, in: $0) }
    #expect(Set(names.map { $0[1].path }).count == 3 && Set(names.map { $0[0].text }).count == 1)
    let jobs = names.flatMap { $0[1].text.matches(of: /^([.a-z][-a-z]*):$/.anchorsMatchLineEndings()).map { $0.1 } }
    #expect(Set(jobs).count == jobs.count - 2 && jobs.count == 15, "all but `variables` are a fleet's own: \(jobs)")
    let gitea = Self.files(.gitea, in: "fleets/us")[0].text
    #expect(
      gitea.contains("secrets.PTERODACTYL_PLAN_KEY_FLEETS_US") && gitea.contains("vars.PTERODACTYL_PANEL_URL_FLEETS_US")
    )
  }

  private func expectRecorded(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Workflows/\(name)")
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", recorded != text else {
      #expect(recorded == text, "\(name): RECORD_SNAPSHOTS=1 records it anew")
      return
    }
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}

private let repositoryRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../..").standardizedFileURL

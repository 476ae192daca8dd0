import RepositoryFixtures
import Testing

@testable import Applier

@Suite struct RunEnvironmentTests {
  @Test func `A file has a variable a line, as shells write them`() throws {
    let text = """
      # a comment
      PLAIN=value
      export EXPORTED=yes

      \t INDENTED="quoted, with a # and an = in it"\u{20}
      SINGLE='it is ''quoted'
      EMPTY=
      LAST="unfinished
      """
    #expect(
      try parseEnvironmentFile(text, path: ".env.local") == [
        "PLAIN": "value", "EXPORTED": "yes", "INDENTED": "quoted, with a # and an = in it",
        "SINGLE": "it is ''quoted", "EMPTY": "", "LAST": "\"unfinished",
      ])
  }

  @Test func `Lines may end as on Windows`() throws {
    #expect(try parseEnvironmentFile("A=1\r\nB='2'\r\n", path: "f") == ["A": "1", "B": "2"])
  }

  @Test(arguments: ["FOO", "FOO BAR=1", "1ST=1", "=1", "FOO-BAR=1", "export =1", "FÖÖ=1"])
  func `A line that is none is told with its number, and never with what it says`(line: String) {
    let failure = #expect(throws: RunEnvironmentFailure.self) {
      try parseEnvironmentFile("# one\nA=1\n\(line)\n", path: ".env.local")
    }
    #expect(failure?.description == ".env.local:3: expected NAME=value")
  }

  @Test func `The environment wins over the file, and an empty variable is none`() {
    let runEnvironment = RunEnvironment(
      ["A": "environment", "EMPTY": ""], completedBy: ["A": "file", "B": "file", "EMPTY": "file"])
    #expect(runEnvironment.variables == ["A": "environment", "B": "file", "EMPTY": "file"])
  }

  @Test func `The key is taken out of the variables, and an empty one is none`() {
    let runEnvironment = RunEnvironment(
      ["PTERODACTYL_API_KEY": "ptla_1"], completedBy: ["PTERODACTYL_API_KEY": "ptla_2"])
    #expect(runEnvironment.variables.isEmpty)
    #expect(runEnvironment.key != nil)
    #expect("\(runEnvironment)".contains("ptla_") == false)
    #expect(RunEnvironment(["PTERODACTYL_API_KEY": ""], completedBy: [:]).key == nil)
  }

  @Test func `The file in the root is read where git does not track it`() async throws {
    let made = try TemporaryRepository()
    try made.write("FROM_FILE=1\n", to: ".env.local")
    #expect(try await made.workspace().runEnvironment.variables["FROM_FILE"] == "1")
    try made.commit([:])
    await #expect(throws: WorkspaceFailure.self) { try await made.workspace() }
  }

  @Test(arguments: ["secrets/panel.env", "./secrets/panel.env", "secrets/../secrets//panel.env"])
  func `A named file is refused where git tracks it, however it is written`(name: String) async throws {
    let made = try TemporaryRepository()
    try made.write("FROM_FILE=1\n", to: "secrets/panel.env")
    #expect(try await made.workspace(environmentFile: name).runEnvironment.variables["FROM_FILE"] == "1")
    try made.commit([:])
    let failure = await #expect(throws: WorkspaceFailure.self) { try await made.workspace(environmentFile: name) }
    #expect(failure?.description.contains("git rm --cached secrets/panel.env") == true)
  }

  @Test func `A file in the fleet's folder is read in the place of the root's, and never with it`() async throws {
    let made = try TemporaryRepository()
    try made.write("WHERE=root\nROOT=1\n", to: ".env.local")
    #expect(try await made.workspace().runEnvironment.variables["WHERE"] == "root")
    try made.write("WHERE=fleet\n", to: "fleet/.env.local")
    let variables = try await made.workspace().runEnvironment.variables
    #expect(variables["WHERE"] == "fleet" && variables["ROOT"] == nil)
    try made.git("add", "--force", "fleet")
    let failure = await #expect(throws: WorkspaceFailure.self) { try await made.workspace() }
    #expect(failure?.description.contains("git rm --cached fleet/.env.local") == true)
  }

  @Test func `A named file that is not there is told`() async throws {
    let made = try TemporaryRepository()
    let failure = await #expect(throws: WorkspaceFailure.self) { try await made.workspace(environmentFile: "none") }
    #expect(failure?.description == "\(made.path)/none cannot be read")
  }
}

import Foundation
import Testing

/// `botfleet init` on a terminal.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct InitQuestionTests {
  /// Questions in their order: a wrong answer, what is said of it, and a right one.
  private static let questions: [(asked: String, wrong: String, said: String, right: String)] = [
    ("Run git init -b main here? [Y/n] ", "perhaps", "Answer yes or no.", "y"),
    ("The panel's address [http://127.0.0.1:", "panel", "`panel` is not a web address", ""),
    ("The fleet's name [shop]: ", "\u{7}", "this text is empty", "codecraft"),
    ("(github, gitlab, forgejo, gitea, none) [none]: ", "jenkins", "answer github, gitlab, forgejo, gitea", "GitHub"),
    ("Egg, by number or name: ", "minecraft", "the panel has no egg minecraft", "node.js discord bot"),
    ("name [ghcr.io/parkervcp/yolks:nodejs_22]: ", "9", "the panel has no image 9", "nodejs 20"),
    (
      "Nodes for new servers, by number or name, with commas [1,2]: ", "node-9", "the panel has no node node-9",
      "node-2"
    ),
    ("by number or username [1]: ", "nobody", "the panel has no user nobody", "customer"),
    ("Write 12 files below ", "what?", "Answer yes or no.", ""),
  ]

  @Test func `Every answer may be wrong once, and is asked again`() async throws {
    let place = try await NewPlace()
    let run = try place.startOnTerminal(["init"])
    for question in Self.questions {
      try await run.sees(question.asked)
      try run.type(question.wrong + "\n")
      try await run.sees(question.said)
      try await run.sees(question.asked, times: 2)
      try run.type(question.right + "\n")
    }
    let (status, written) = try await run.end()
    #expect(status == 0 && written.contains("Wrote 12 files."), "\(written)")
    #expect(written.contains("15  Node.js Discord Bot") && written.contains("8GiB of 8GiB free, 100 free addresses"))
    #expect(!written.contains("@example.test"))
    let settings = try #require(place.read("fleet/fleet.yaml"))
    for line in ["fleet: codecraft", "egg: 15", "image: ghcr.io/parkervcp/yolks:nodejs_20", "nodes: [2]", "owner: 2"] {
      #expect(settings.contains(line), "\(line) is not in \(settings)")
    }
    #expect(place.read(".git/HEAD") == "ref: refs/heads/main\n")
  }

  @Test(arguments: [0, 3, 7, 8])
  func `Ctrl-C and the end of the input leave nothing`(_ answered: Int) async throws {
    for ending in ["\u{3}", "\u{4}"] {
      let place = try await NewPlace()
      let run = try place.startOnTerminal(["init"])
      for question in Self.questions.prefix(answered) {
        try await run.sees(question.asked)
        try run.type(question.right + "\n")
      }
      try await run.sees(Self.questions[answered].asked)
      if ending == "\u{3}" { kill(run.identifier, SIGINT) } else { try run.type(ending) }
      let (status, written) = try await run.end()
      if ending == "\u{4}" { #expect(status == 4 && written.contains("Nothing was written."), "\(written)") }
      #expect(status != 0)
      #expect(place.files() == [] && !FileManager.default.fileExists(atPath: place.folder + "/.git"))
    }
  }

  @Test func `An address where no panel answers is explained and asked for again`() async throws {
    let place = try await NewPlace()
    let run = try place.startOnTerminal(["init", "--no-git"], environment: ["PTERODACTYL_PANEL_URL": ""])
    try await run.sees("The panel's address: ")
    try run.type("http://panel.example.com\n")
    try await run.sees("would be sent to panel.example.com unencrypted")
    try await run.sees("The panel's address: ", times: 2)
    try run.type("\(place.panel.url)/x\n")
    try await run.sees("The panel's address: ", times: 3)
    try run.type(place.panel.url + "\n")
    try await run.sees("The fleet's name [shop]: ")
    try run.type("\u{4}")
    #expect(try await run.end().status == 4)
  }

  @Test func `A no writes nothing, and lines fit into eighty columns`() async throws {
    let place = try await NewPlace()
    let run = try place.startOnTerminal(["init", "--fleet-name", "a", "--egg", "15", "--ci", "none", "--no-git"])
    for question in [Self.questions[1]] + Self.questions[5...7] {
      try await run.sees(question.asked)
      try run.type("\n")
    }
    try await run.sees("Write 10 files below ")
    try run.type("no\n")
    let (status, written) = try await run.end()
    #expect(status == 4 && written.contains("Nothing was written.") && place.files() == [])
    #expect(!written.contains("The fleet's name"))
  }
}

extension TerminalProgram {
  /// Waits until something stands on the screen so often.
  func sees(_ text: String, times: Int) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while written.components(separatedBy: text).count <= times {
      if !isRunning || ContinuousClock.now > end { throw Missing(text: text, screen: written) }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

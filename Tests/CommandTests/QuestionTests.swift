import Foundation
import Testing

/// What somebody at a terminal is asked before anything is done.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct QuestionTests {
  @Test func `Nothing is done without a yes, and with one it is, behind a bar that goes away`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    for answer in ["\n", "no\n", "yes, later\n", "\u{4}"] {
      let run = try stage.startOnTerminal(["apply"])
      try await run.sees("Apply this plan? [y/N] ")
      #expect(run.written.contains("create"))
      try run.type(answer)
      let (status, written) = try await run.end()
      #expect(status == 4 && written.contains("Nothing was done."), "after \(answer.debugDescription)")
    }
    #expect(try await stage.panel.servers().isEmpty)
    #expect(try stage.server.git("for-each-ref", "refs/botfleet") == "")

    let run = try stage.startOnTerminal(["apply"])
    try await run.sees("Apply this plan? [y/N] ")
    try run.type("YES\n")
    let (status, written) = try await run.end()
    #expect(status == 0 && written.contains("1 server created"), "\(written)")
    #expect(written.contains("1/1") && written.contains("\r\u{1b}[2K"))
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1"])
  }

  @Test func `What takes long is told while it is waited for, and the line goes away`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), panel: ["--latency", "700"])
    let plan = try stage.startOnTerminal(["plan"])
    let (status, written) = try await plan.end()
    #expect(status == 0 && written.contains("Reading the panel …\r\u{1b}[2K"), "\(written)")
    #expect(try await !stage.startOnTerminal(["plan", "--quiet"]).end().written.contains("Reading"))
    #expect(try await !stage.botfleet("plan").people.contains("Reading"))
  }

  @Test(arguments: ["plan", "apply"])
  func `How many servers are read is told on a terminal alone`(command: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"), panel: ["--servers", "1200", "--latency", "300"])
    let run = try stage.startOnTerminal([command])
    if command == "apply" {
      try await run.sees("Apply this plan? [y/N] ")
      try run.type("n\n")
    }
    let written = try await run.end().written
    #expect(written.contains("Reading the panel: 500 of 1,200 servers …\r\u{1b}[2K"), "\(written)")
    #expect(written.contains("Reading the panel: 1,200 of 1,200 servers …\r\u{1b}[2KFleet "), "\(written)")
    let piped = try await stage.botfleet(command)
    #expect(!piped.people.contains("Reading") && !piped.people.contains("\u{1b}") && !piped.answer.contains("\u{1b}"))
  }

  @Test func `Ctrl-C at the question ends with nothing done, and gives the lock back`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let run = try stage.startOnTerminal(["apply"])
    try await run.sees("Apply this plan? [y/N] ")
    kill(run.identifier, SIGINT)
    let (status, written) = try await run.end()
    #expect(status == 128 + SIGINT && written.contains("Stopped: nothing was done."), "\(written)")
    #expect(try await stage.panel.servers().isEmpty)
    #expect(try stage.server.git("for-each-ref", "refs/botfleet") == "")
  }

  @Test func `Whoever would not see the question is not passed over`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let (status, _) = try await stage.startOnTerminal(["apply"], streams: .inputOnly).end()
    #expect(status == 4)
    #expect(try await stage.panel.servers().isEmpty)
    let (answered, _) = try await stage.startOnTerminal(["apply", "--yes"], streams: .inputOnly).end()
    #expect(answered == 0)
  }

  @Test func `On a detached HEAD whose results are to stay here, it is told before where`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.git("checkout", "-q", "--detach")
    let run = try stage.startOnTerminal(["apply", "--no-push"])
    try await run.sees("Apply this plan? [y/N] ")
    #expect(run.written.contains("--branch NAME") && run.written.contains("botfleet/results"))
    try run.type("n\n")
    #expect(try await run.end().status == 4)
  }
}

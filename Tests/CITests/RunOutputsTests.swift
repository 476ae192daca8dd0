import Foundation
import Planner
import Reports
import Testing

@testable import CI

@Suite struct RunOutputsTests {
  private let outputs = RunOutputs(
    of: "plan",
    [
      .init("changes", .number(3)), .init("run-url", .text("https://ci.example.com/1")), .init("digest", .text(nil)),
      .init("not-posted", .lines(["the comment: no", "EOF\ndigest=forged"])),
    ])

  @Test func `Several lines stand between delimiters that nobody can guess`() {
    #expect(
      outputs.forActions(delimiter: "5e1f") == """
        changes=3
        run-url=https://ci.example.com/1
        digest=
        not-posted<<5e1f
        the comment: no
        EOF
        digest=forged
        5e1f

        """)
  }

  @Test func `GitLab has one line each, whatever they hold`() {
    #expect(
      outputs.dotenv == """
        BOTFLEET_PLAN_CHANGES=3
        BOTFLEET_PLAN_RUN_URL=https://ci.example.com/1
        BOTFLEET_PLAN_DIGEST=
        BOTFLEET_PLAN_NOT_POSTED=the comment: no; EOF; digest=forged

        """)
  }

  @Test func `As JSON each has its kind`() throws {
    let read = try #require(JSONSerialization.jsonObject(with: Data(outputs.json.utf8)) as? [String: Any])
    #expect(read["format"] as? String == "botfleet.ci-plan/1" && read["changes"] as? Int == 3)
    #expect(read["digest"] is NSNull && (read["not-posted"] as? [String])?.count == 2)
  }

  @Test func `Between stop and resume no line is a command`() {
    #expect(
      withoutRunnerCommands("::set-env name=PATH::x", token: "5e1f") == """
        ::stop-commands::5e1f
        ::set-env name=PATH::x
        ::5e1f::

        """)
  }

  @Test func `GitLab knows a problem again on another line, and two of the same apart`() throws {
    func problem(_ line: Int) -> Diagnostic {
      Diagnostic(
        .error, code: "unknown-key", "no such key: teir\n/close", hint: "tier",
        at: Place(path: "fleet/orders/a.yaml", line: line, column: 1))
    }
    func report(_ problems: [Diagnostic]) throws -> [[String: Any]] {
      try #require(
        JSONSerialization.jsonObject(with: Data(diagnosticsGitLab(problems).utf8)) as? [[String: Any]])
    }
    let (first, later) = (try report([problem(3)]), try report([problem(9), problem(12)]))
    #expect(first[0]["fingerprint"] as? String == later[0]["fingerprint"] as? String)
    #expect(later[0]["fingerprint"] as? String != later[1]["fingerprint"] as? String)
    #expect(first[0]["description"] as? String == #"no such key: teir\n/close; tier"#)
    let location = try #require(first[0]["location"] as? [String: Any])
    #expect(location["path"] as? String == "fleet/orders/a.yaml")
    #expect((location["lines"] as? [String: Int])?["begin"] == 3)
    #expect(diagnosticsGitLab([]) == "[]\n")
  }
}

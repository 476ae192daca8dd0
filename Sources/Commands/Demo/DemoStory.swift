import Applier
import Demo
import FoundationEssentials
import HTTP
import Panel
import Planner

/// What the demo shows, step by step.
struct DemoStory: Sendable {
  let stage: DemoStage
  let sandbox: RunningSandbox
  let sample: String

  func tell() async throws {
    try await stage.repository.publish(sample)
    stage.tell("A fleet of orders, and a panel without servers: the plan")
    try await stage.show("botfleet plan")
    stage.tell("After the merge to main, apply carries it out; the results are one commit")
    // A plan made while a server is being installed is another plan once it is: what follows should read like one story.
    try await apply("botfleet apply --yes --wait")
    try await change(order: "ord-1001", from: "tier: starter", to: "tier: pro", title: "An upgrade is merged")
    try await change(order: "ord-1002", from: "state: active", to: "state: suspended", title: "A suspension is merged")
    try await change(
      order: "ord-1003", from: "state: active", to: "state: terminated", title: "A termination is merged")
    stage.tell("The server is suspended at once and deleted a week later: the plan for that day")
    let due = Day.today.adding(days: 7)
    try await stage.show("botfleet plan --as-of \(due)")
    try await stage.show("botfleet apply --yes --as-of \(due)")
    try await stage.show("git log -1 --stat")
    try await drift()
    farewell()
  }

  private func apply(_ command: String = "botfleet apply --yes") async throws {
    try await stage.show(command)
    try await stage.show("git log -1 --stat")
  }

  /// Edits an order on a branch, merges it, and lets plan and apply follow.
  private func change(order: String, from old: String, to new: String, title: String) async throws {
    stage.tell("\(title): \(order), \(new)")
    let path = "\(stage.repository.workTree)/fleet/orders/\(order).yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    try await stage.repository.git("checkout", "--quiet", "-b", "change-\(order)")
    try await stage.repository.git("commit", "--quiet", "--all", "--message", "\(order): \(new)")
    try await stage.repository.git("checkout", "--quiet", "main")
    try await stage.repository.git(
      "merge", "--quiet", "--no-ff", "--message", "Merge \(order): \(new)", "change-\(order)")
    try await stage.repository.git("push", "--quiet")
    try await stage.show("botfleet plan")
    try await apply()
  }

  /// Somebody gives a server more memory in the panel's own pages.
  private func drift() async throws {
    stage.tell("Somebody changes ord-1001 by hand on the panel: the plan shows the drift")
    let connections = PanelConnections(
      ConnectionOptions(userAgent: "a person", time: Timekeeper(ContinuousClock()) { 0 }))
    let panel = try await connections.client(
      of: .pterodactyl, at: PanelURL(sandbox.url), key: Secret(sandbox.keys["app_full"] ?? ""),
      for: RunOptions(variables: []))
    guard let server = try await panel.server(externalID: "ord-1001")?.server else {
      throw DemoFailure.noSuchServer("ord-1001")
    }
    var build = server.spec.build
    build.memory = build.memory + build.memory
    _ = try await panel.update(
      ServerIdentity(id: server.id, uuid: server.uuid, externalID: "ord-1001"), build: build)
    try await stage.show("botfleet plan")
    stage.tell("After apply, the panel has what git says; a second apply has nothing to do")
    try await apply()
    try await stage.show("botfleet apply --yes")
  }

  private func farewell() {
    stage.console.answer(
      """

      The demo is over. Its folder and its panel are gone.
      Next steps:

        botfleet sandbox                 a panel for your own experiments
        botfleet validate                check the sample in fleet/
        botfleet plan --help             all options of a plan

      README.md describes how to start with a real panel.
      """)
  }
}

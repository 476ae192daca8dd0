import Applier
import Foundation
import HTTP
import Panel
import PanelProcess
import Planner
import Store
import Testing

@testable import Intake

/// The same on the embedded panel, over its API.
@Suite(.timeLimit(.minutes(20)))
struct OnPanelTests {
  private static let fleet = settingsForSandbox

  @Test func `A new customer's order is planned, committed, and gets its panel user, whose name was taken`()
    async throws
  {
    let panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"])
    defer { panel.stop() }
    let story = try ShopStory(["fleet/fleet.yaml": Self.fleet])
    let connections = PanelConnections(
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))
    let environment = story.clone.environment.merging([
      "PTERODACTYL_API_KEY": try #require(panel.keys["app_full"]), "PTERODACTYL_PANEL_URL": panel.url,
    ]) { $1 }
    let workspace = try await Workspace.open(
      story.clone.path, naming: .folder, fleetPath: "fleet", environmentFile: nil, environment: environment,
      log: .silent)
    let intake = OrderIntake(
      IntakeSettings(branch: "main"), inbox: Inbox(of: try ServiceStore(at: story.folder + "/store.sqlite")),
      workspace: workspace, panel: PanelAccess(connections), forge: nil, shop: nil,
      now: { [clock = story.clock] in Instant(seconds: clock.present) }, log: .silent)
    _ = try await panel.request(
      .post, "/api/application/users",
      #"{"email": "first@example.com", "username": "cus-77", "first_name": "A", "last_name": "B"}"#)
    _ = try await intake.accept(hook("msg_1", incoming("ord-1", customer: "cus-77", email: "ada@secret.example")))
    _ = try await intake.accept(hook("msg_2", incoming("ord-2", customer: "cus-78", email: "first@example.com")))
    let round = await intake.work()
    #expect(round.hindrance == nil && round.madeUsers == 1)
    #expect(story.document("ord-1") != nil && story.document("ord-2") != nil)
    let users = String(decoding: try await panel.request(.get, "/api/application/users/external/cus-77"), as: UTF8.self)
    #expect(users.contains("ada@secret.example") && users.contains("cus-77-2") && users.contains("Lovelace"))
    guard case .committed(_, let waiting?)? = try await intake.standing(of: incoming("ord-2").order)?.phase else {
      Issue.record("not committed")
      return
    }
    #expect(waiting.words.contains("another user of the panel has the customer's e-mail"))
  }
}

import Panel
import Planner

extension FleetExaminer {
  /// Looks for what keeps an order's server from running: as the Application API shows it, and then as its owner sees it.
  mutating func examineServer(of id: OrderID, _ fleet: Fleet?, _ panel: PanelFindings?) async {
    guard let fleet, let panel else {
      note(.server, .unchecked, fleet == nil ? "the fleet's documents cannot be read" : "the panel cannot be asked")
      return
    }
    do throws(ApplyFailure) { try fleet.requireOrders([id]) } catch {
      note(.server, .failure, "\(error)", advice: "Run `botfleet plan`: it names all orders.")
      return
    }
    let server: ObservedServer?
    do throws(PanelFailure) { server = try await panel.client.server(externalID: id.text)?.server } catch {
      note(.server, .unchecked, "\(error)", advice: Panel.advice(on: error))
      return
    }
    let egg = panel.offers?.eggs?.first { $0.id == (server?.spec.startup.egg ?? fleet.settings.server.egg.id) }
    note(Planner.examineServer(server, of: id, in: fleet, egg: egg, now: request.now()))
    if let server { await examinePower(of: server, id, fleet, egg) }
  }

  private mutating func examinePower(of server: ObservedServer, _ id: OrderID, _ fleet: Fleet, _ egg: OfferedEgg?) async
  {
    let environment = workspace.runEnvironment
    // The key of an account may do both.
    let key = environment.clientKey ?? (environment.key?.shape == .account ? environment.key : nil)
    guard let key, let address = fleet.settings.panel else {
      note(
        .power, .unchecked, "that takes a key of the Client API",
        advice:
          "Create one with an administrator's account, or the owner's (Account > API Credentials), and set \(EnvironmentVariable.clientKey.rawValue)."
      )
      return
    }
    let identity = ServerIdentity(id: server.id, uuid: server.uuid, externalID: id.text)
    do throws(PanelFailure) {
      let url = try PanelURL(address.url, encryption: environment.encryption)
      let client = try await connect(to: address, url, key)
      guard let condition = try await client.condition(of: identity) else {
        note(
          .power, .unchecked, "the account of the client key does not see this server",
          advice: "Set \(EnvironmentVariable.clientKey.rawValue) to a key of its owner or of an administrator.")
        return
      }
      note(Planner.examinePower(condition, egg: egg))
    } catch {
      note(finding(error, about: server))
    }
  }

  private func finding(_ failure: PanelFailure, about server: ObservedServer) -> Finding {
    switch failure {
    case .daemonFailed:
      Finding(
        .power, .failure,
        "server created but not starting: the daemon of node \(server.node) failed or cannot be reached",
        advice: FailureKind.daemonFailed.adviceToCommand)
    case .access(.keyRefused):
      Finding(
        .power, .unchecked,
        "API authentication failed: the panel does not know the key in \(EnvironmentVariable.clientKey.rawValue)",
        advice: "Create a key of the Client API (Account > API Credentials), and set the whole of it.")
    case .access(.permissionMissing), .access(.addressRefused):
      Finding(
        .power, .unchecked, "the key in \(EnvironmentVariable.clientKey.rawValue) may not use the Client API from here",
        advice:
          "It takes a key that begins with ptlc_ (Account > API Credentials), and that is allowed from this machine's address."
      )
    default: Finding(.power, .unchecked, "\(failure)", advice: Panel.advice(on: failure))
    }
  }
}

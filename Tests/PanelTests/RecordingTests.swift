import HTTP
import Planner
import Testing

@testable import Panel

struct RecordingTests {
  /// Customers' variables are asked for as little as the client asks for them.
  private let variables: Set<String> = ["TIER", "FEATURES", "MAX_GUILDS"]

  @Test(arguments: Recording.all)
  func `What a real panel answered means what it meant`(recording: Recording) throws {
    let (call, response) = try recording.read()
    #expect(verdict(on: response, to: call) == recording.verdict)
  }

  @Test func `All recordings are there`() {
    #expect(Recording.all.count == 514)
  }

  private func verdict(on response: HTTPResponse, to call: APIRequest) -> String {
    if response.status == 204 { return "done" }
    guard (200..<300).contains(response.status) else { return summary(readFailure(of: response, to: call)) }
    do throws(PanelFailure) {
      return try value(of: response, to: call)
    } catch {
      return "\(error)"
    }
  }

  private func value(of response: HTTPResponse, to call: APIRequest) throws(PanelFailure) -> String {
    let parts = call.path.split(separator: "/")
    let isOne = call.method != .get || parts.count == 2 || parts.count == 4 || parts.contains("external")
    return switch (parts[0], parts.count) {
    case ("nodes", 3): try list(WireAllocation.self, response, call, summary)
    case ("servers", _):
      isOne ? try one(WireServer.self, response, call, summary) : try list(WireServer.self, response, call, summary)
    case ("users", _):
      isOne ? try one(WireUser.self, response, call, summary) : try list(WireUser.self, response, call, summary)
    case ("nodes", _): try list(WireNode.self, response, call, summary)
    default: try one(WireEgg.self, response, call, summary)
    }
  }

  private func one<Item: WireItem>(
    _ type: Item.Type, _ response: HTTPResponse, _ call: APIRequest, _ summary: (Item) -> String
  ) throws(PanelFailure) -> String {
    summary(try decodeItem(type, from: response, to: call, environment: .declared(variables)))
  }

  private func list<Item: WireItem>(
    _ type: Item.Type, _ response: HTTPResponse, _ call: APIRequest, _ summary: (Item) -> String
  ) throws(PanelFailure) -> String {
    let page = try decode(Page<Item>.self, from: response, to: call, environment: .declared(variables))
    let head = "page \(page.pagination.page) of \(page.pagination.pages), \(page.pagination.total) in all"
    return ([head] + page.data.map { summary($0.attributes) }).joined(separator: "\n")
  }
}

private func summary(_ failure: PanelFailure) -> String {
  switch failure {
  case .notAPanel(let status), .daemonFailed(_, let status): "\(failure.kind.rawValue) \(status)"
  case .failing(_, let status, let code):
    (["failing", String(status)] + (code.map { [$0] } ?? [])).joined(separator: " ")
  case .refused(let status, let code): "refused \(status) \(code)"
  case .rejected(let rejections): "rejected " + rejections.map { "\($0.field) (\($0.rule))" }.joined(separator: ", ")
  default: failure.kind.rawValue
  }
}

private func summary(_ wire: WireServer) -> String {
  let server = wire.observed
  let (details, build, startup) = (server.spec.details, server.spec.build, server.spec.startup)
  let limits = [build.memory, build.swap, build.disk].map { String($0.count) } + [String(build.io), String(build.cpu)]
  return [
    "server \(server.id)", server.uuid, server.identifier, server.externalID ?? "-", server.status.word,
    "node \(server.node)", "allocation \(server.allocation)", wire.address?.address ?? "-",
    "\(server.createdAt)", details.name, details.description, "user \(details.owner.text)",
    (limits + [build.threads ?? "all"]).joined(separator: "/"),
    "\(build.databases.map(String.init) ?? "unlimited")/\(build.backups)/\(build.allocations)",
    "egg \(startup.egg)", startup.image, startup.command,
    startup.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","),
    server.spec.isSuspended ? "suspended" : "in service",
  ].joined(separator: " | ")
}

private func summary(_ wire: WireNode) -> String {
  let node = wire.observed
  return [
    "node \(node.id)", node.name, "location \(node.location)", node.visibility == .public ? "public" : "private",
    node.operation == .inMaintenance ? "maintenance" : "in service",
    "\(node.memory.size.count)+\(node.memory.overallocate)%", "\(node.disk.size.count)+\(node.disk.overallocate)%",
  ].joined(separator: " | ")
}

private func summary(_ wire: WireAllocation) -> String {
  "allocation \(wire.allocation.id) | \(wire.allocation.address) | \(wire.assigned ? "assigned" : "free")"
}

private func summary(_ wire: WireUser) -> String {
  ["user \(wire.user.id)", wire.user.externalID ?? "-", wire.user.email, wire.user.username].joined(separator: " | ")
}

private func summary(_ wire: WireEgg) -> String {
  let variables = wire.relationships.variables.items?.map(\.variable) ?? []
  return
    (["egg \(wire.id)", wire.images.all.joined(separator: ",")]
    + variables.map { "\($0.name) \($0.rules) [\($0.defaultValue)]" }).joined(separator: " | ")
}

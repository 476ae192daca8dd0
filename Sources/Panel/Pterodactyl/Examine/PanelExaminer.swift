import HTTP
import Planner

/// Asks a panel what tells something about it and about the key, and changes nothing.
struct PanelExaminer {
  let connection: PanelConnection

  /// One request for each permission, and two for what the panel and the key are.
  func examine(_ hints: ExaminationHints) async throws(PanelFailure) -> PanelExamination {
    // Whatever is wrong with the way to the panel, or with the key as a whole, ends it here.
    var standings: [Permission: PanelExamination.Standing] = [:]
    standings[.servers] = try await standing(of: .get("servers", ["per_page=1"], needs: .servers))
    let nodes = try await first(WireNode.self, of: .get("nodes", ["per_page=1"], needs: .nodes))
    standings[.nodes] = nodes.standing
    if let node = nodes.item.map({ NodeID($0.number) }) ?? hints.node {
      standings[.allocations] = try await standing(
        of: .get("nodes/\(node)/allocations", ["per_page=1"], needs: .allocations))
    }
    standings[.users] = try await standing(of: .get("users", ["per_page=1"], needs: .users))
    let nests = try await first(WireNamedNest.self, of: .get("nests", ["per_page=1"], needs: .eggGroups))
    standings[.eggGroups] = nests.standing
    if let nest = nests.item.map({ NestID($0.number) }) ?? hints.nest {
      standings[.eggs] = try await standing(of: .get("nests/\(nest)/eggs", needs: .eggs))
    }
    standings[.writeServers] = try await standing(of: .creatingNothing(in: "servers", needs: .writeServers))
    standings[.writeUsers] = try await standing(of: .creatingNothing(in: "users", needs: .writeUsers))
    return PanelExamination(key: try await keyKind(), series: try await series(), permissions: standings)
  }

  /// Nil where what was asked about is not there, which the panel says before it looks at the permission.
  private func standing(of call: APIRequest) async throws(PanelFailure) -> PanelExamination.Standing? {
    do throws(PanelFailure) {
      _ = try await connection.send(call)
    } catch {
      return try standing(saidBy: error)
    }
    guard call.method != .get else { return .granted }
    throw .unreadable(
      .perhaps,
      PanelFailure.Unreadable(call: call.name, field: "the answer", problem: "is a success, although nothing was sent"))
  }

  private func standing(saidBy failure: PanelFailure) throws(PanelFailure) -> PanelExamination.Standing? {
    switch failure {
    case .access(.permissionMissing): .missing
    // The permission was looked at, and what was sent after it.
    case .rejected: .granted
    case .notFound: nil
    default: throw failure
    }
  }

  /// The first of a list, which is somewhere to look for what lies in it.
  private func first<Item: WireItem>(
    _ type: Item.Type, of call: APIRequest
  ) async throws(PanelFailure) -> (standing: PanelExamination.Standing?, item: Item?) {
    do throws(PanelFailure) {
      let page = try decode(Page<Item>.self, from: try await connection.send(call), to: call)
      return (.granted, page.data.first?.attributes)
    } catch {
      return (try standing(saidBy: error), nil)
    }
  }

  /// Only the key of an account may use the Client API; another is told so (`panel-behaviour`, section 2).
  private func keyKind() async throws(PanelFailure) -> PanelExamination.KeyKind? {
    let answer = try await connection.onClientAPI.answer(to: .get("account", needs: .servers))
    return switch answer.status {
    case 200: .account
    case 403: .application
    default: nil
    }
  }

  /// From 1.12 on, a panel looks for what is asked about before it counts the request; up to 1.11, after that. No server has the largest number
  /// that the panel's database can hold.
  func series() async throws(PanelFailure) -> PanelExamination.Series? {
    let call = APIRequest.get("servers/4294967295", needs: .servers)
    let answer = try await connection.answer(to: call)
    // Without a limit, or with something before it that takes its words away, the panel tells nothing.
    guard answer.status == 404, await connection.budget.use != nil else { return nil }
    return answer.isCounted ? .former : .current
  }
}

import Health
import History
import Planner
import Views

/// An order as administrators have it in a list. What is nil is left out.
struct DeploymentRowShown: Encodable {
  let order: String
  let name: String?
  let customer: String?
  let tier: String?
  let phase: String
  let why: String?
  let since: String?
  let seen: String?
  let seenAt: String?
  let node: Int?
  let need: String?

  init(_ row: AdminRow) {
    (order, name, customer, tier) = (row.order.text, row.name, row.customer, row.tier)
    (phase, why, since) = (row.phase.rawValue, row.why, row.since.map { "\($0)" })
    (seen, seenAt) = (row.seen?.rawValue, row.seenAt.map { "\($0)" })
    (node, need) = (row.node, row.need?.word)
  }
}

/// A page of all orders, and how many there are of each kind.
struct DeploymentListShown: Encodable {
  let deployments: [DeploymentRowShown]
  let page: Int
  let pages: Int
  /// How many the query finds, and how many there are.
  let found: Int
  let all: Int
  let needs: [String: Int]
  let phases: [String: Int]
  let seen: [String: Int]
  let tiers: [String]

  init(_ list: AdminList) {
    deployments = list.rows.map(DeploymentRowShown.init)
    (page, pages, found, all, tiers) = (list.query.page, list.pages, list.found, list.all, list.tiers)
    needs = Dictionary(uniqueKeysWithValues: list.needs.map { ($0.kind.word, $0.count) })
    phases = Dictionary(uniqueKeysWithValues: list.phases.map { ($0.kind.rawValue, $0.count) })
    seen = Dictionary(uniqueKeysWithValues: list.seen.map { ($0.kind.rawValue, $0.count) })
  }
}

/// An order with everything that is known of it.
struct DeploymentShown: Encodable {
  let deployment: DeploymentRowShown
  let path: String?
  let document: String?
  let quote: String?
  let payment: String?
  let state: String?
  let addons: [String]
  let features: [String]
  let guilds: [String]
  let note: String?
  let isProtected: Bool
  let lastDay: String?
  let deletion: String?
  let server: Server?
  let limits: LimitsShown?
  let usage: UsageShown?
  let chart: [PointShown]
  let differences: [Difference]
  let failure: Failure?
  let revision: String?
  let appliedAt: String?
  let seenReason: String?
  let seenSince: String?
  let power: String
  /// What can be done to its document.
  let deeds: [String]
  let timeline: [Event]
  let isTimelineMissing: Bool

  struct Server: Encodable {
    let id: Int
    let uuid: String
    let identifier: String
    let node: Int
    let address: String?
    let page: String?
  }

  struct Difference: Encodable {
    let field: String
    let recorded: String?
    let desired: String
  }

  struct Failure: Encodable {
    let action: String
    let code: String
    let message: String
    let advice: String?
  }

  struct Event: Encodable {
    let at: String
    let kind: String
    let commit: String
    let author: String
    let words: String
    let request: Int?
    let run: String?
    let changes: [BotShown.Change]
  }

  init(_ order: AdminOrder) {
    deployment = DeploymentRowShown(order.row)
    (path, document, note) = (order.path, order.document, order.note)
    (quote, payment, state) = (order.quote?.rawValue, order.payment?.rawValue, order.state?.rawValue)
    (addons, features, guilds) = (order.addons, order.features, order.guilds)
    isProtected = order.isProtected
    (lastDay, deletion) = (order.lastDay.map { "\($0)" }, order.deletion.map { "\($0)" })
    server = order.server.map {
      Server(
        id: $0.id.number, uuid: $0.uuid, identifier: $0.identifier, node: $0.node.number, address: $0.address,
        page: order.page)
    }
    (limits, usage) = (order.limits.map(LimitsShown.init), (order.usage?.use).map(UsageShown.init))
    chart = order.chart.map(PointShown.init)
    differences = order.differences.map {
      Difference(field: $0.field.path, recorded: $0.recorded, desired: $0.desired)
    }
    failure = order.failure.map {
      Failure(action: $0.action, code: $0.code, message: $0.message, advice: order.advice)
    }
    (revision, appliedAt) = (order.applied?.revision, order.applied.map { "\($0.at)" })
    (seenReason, seenSince) = (order.sighting?.reason?.rawValue, order.sighting.map { "\($0.since)" })
    (power, deeds) = (order.power.word, order.deeds.map(\.rawValue))
    timeline = order.timeline.map(Event.init)
    isTimelineMissing = order.isTimelineMissing
  }
}

extension DeploymentShown.Event {
  init(_ event: HistoryEvent) {
    (at, kind) = ("\(event.commit.at)", event.kind.rawValue)
    (commit, author, words) = ("\(event.commit.id)", event.commit.author.name, event.words)
    (request, run) = (event.commit.origin.request, event.commit.results?.run)
    changes = event.changes.map { BotShown.Change(field: $0.field, old: $0.old, new: $0.new) }
  }
}

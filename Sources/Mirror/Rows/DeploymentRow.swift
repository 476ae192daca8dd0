import Planner

/// An order as its row in `bot_deployments` has it, but for whose it is and what is seen of the bot: those are filled beside it.
struct DeploymentRow: Sendable {
  let status: OrderStatus
  /// Whom its documents named last; also where the document is gone.
  let customer: String?

  init(_ status: OrderStatus, customer: String?) { (self.status, self.customer) = (status, customer) }
}

extension DeploymentRow {
  /// What the mirror writes of each order.
  static let columns: [Column<DeploymentRow>] = [
    .init("order_id", "text") { .string($0.status.id.text) },
    .init("customer", "text") { .text($0.customer) },
    .init("tier", "text") { .text($0.status.order?.tier.value.text) },
    .init("addons", "text[]") { .texts($0.status.order?.addons.map(\.value.text) ?? []) },
    .init("features", "text[]") { .texts($0.status.order?.features.map(withoutAddresses) ?? []) },
    .init("guilds", "text[]") { .texts($0.status.order?.guilds ?? []) },
    .init("quote", "text") { .text($0.status.order?.quote.rawValue) },
    .init("payment", "text") { .text($0.status.order?.payment.rawValue) },
    .init("state", "text") { .text($0.status.order?.state.rawValue) },
    .init("begins", "date") { .day($0.status.order?.from) },
    .init("until", "date") { .day($0.status.order?.until) },
    .init("phase", "text") { .string($0.status.phase.rawValue) },
    .init("reason", "text") { .text($0.status.reasonCode) },
    .init("phase_since", "date") { .day($0.status.result?.since) },
    .init("deletion", "date") { .day($0.status.deletion) },
    .init("limits", "jsonb") { $0.status.limits?.json ?? .null },
    .init("server_id", "bigint") { .number($0.server?.id.number) },
    .init("server_uuid", "uuid") { .text($0.server?.uuid) },
    .init("server_identifier", "text") { .text($0.server?.identifier) },
    .init("address", "text") { .text($0.server?.address) },
    .init("node", "bigint", .staff) { .number($0.server?.node.number) },
    .init("revision", "text", .staff) { .text($0.status.result?.applied?.revision) },
    .init("applied_at", "timestamp with time zone") { .time($0.status.result?.applied?.at) },
    .init("failure_code", "text") { .text($0.status.result?.failure?.code) },
    .init("failure_action", "text", .staff) { .text($0.status.result?.failure?.action) },
    .init("failure_message", "text", .staff) { .text(($0.status.result?.failure?.message).map(withoutAddresses)) },
  ]

  private var server: OrderResult.Server? { status.result?.livingServer }
}

extension OrderStatus {
  /// Why it waits, or why its server is suspended.
  fileprivate var reasonCode: String? {
    switch wish {
    case .waiting(let reason): reason.code
    case .suspended(let reason): reason.code
    case .running, .gone, .unknown: nil
    }
  }
}

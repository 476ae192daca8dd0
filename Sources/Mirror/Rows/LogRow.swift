import Git
import History
import Planner

/// A fact about an order: a row of `deployment_logs`.
struct LogRow: Sendable {
  let id: String
  let order: OrderID
  /// Whose the order was then.
  let customer: String?
  let at: Instant
  /// The commit that says it, and its place on the branch's line, counted from 1; nil for what only this server did.
  let commit: (id: ObjectID, number: Int)?
  /// Which of the commit's facts about the order, counted from 0.
  let step: Int
  let kind: String
  /// Whether it is anything to its customer.
  let isShown: Bool
  let message: String
  let code: String?
  let changes: [ValueChange]
  let actor: String?
  let runURL: String?
  let request: Int?
  let detail: String?
}

extension LogRow {
  static let columns: [Column<LogRow>] = [
    .init("id", "uuid") { .string($0.id) },
    .init("order_id", "text") { .string($0.order.text) },
    .init("customer", "text") { .text($0.customer) },
    .init("at", "timestamp with time zone") { .time($0.at) },
    .init("commit_number", "bigint") { .number($0.commit?.number) },
    .init("step", "integer") { .integer($0.step) },
    .init("kind", "text") { .string($0.kind) },
    .init("message", "text") { .string($0.message) },
    .init("code", "text") { .text($0.code) },
    .init("changes", "jsonb") { .array($0.changes.map(\.json)) },
    .init("shown", "boolean", .staff) { .bool($0.isShown) },
    .init("actor", "text", .staff) { .text($0.actor) },
    .init("commit_id", "text", .staff) { .text($0.commit?.id.description) },
    .init("run_url", "text", .staff) { .text($0.runURL) },
    .init("request", "bigint", .staff) { .number($0.request) },
    .init("detail", "text", .staff) { .text($0.detail) },
  ]

  /// What a commit says of an order.
  ///
  /// - Parameters:
  ///   - number: the commit's place on the line.
  ///   - step: which of its facts about the order.
  init(_ event: HistoryEvent, of order: OrderID, at number: Int, step: Int, customer: String?) {
    let shownChanges = event.changes.filter(isForCustomers)
    let results = event.commit.results
    id = uuid(of: "\(event.commit.id) \(order.text) \(step)")
    (self.order, self.customer, self.step) = (order, customer, step)
    at = event.commit.at
    commit = (event.commit.id, number)
    kind = event.kind.rawValue
    isShown = event.kind.isForCustomers && (event.kind != .edited || !shownChanges.isEmpty)
    message = withoutAddresses(event.kind.sentence(about: shownChanges))
    code = event.code
    changes = shownChanges
    let people = event.kind.isDeclared ? [event.commit.origin.asker.name] : results?.approvedBy ?? []
    actor = (people.isEmpty ? [event.commit.author.name] : people).map(withoutAddresses).joined(separator: ", ")
    runURL = results?.run
    request = event.kind.isDeclared ? event.commit.origin.request : nil
    let others = event.changes.filter { !isForCustomers($0) }.map(\.field)
    let words = [event.words] + (others.isEmpty ? [] : ["also \(others.joined(separator: ", "))"])
    let told = words.filter { !$0.isEmpty }.joined(separator: "; ")
    detail = told.isEmpty ? nil : withoutAddresses(told)
  }
}

/// Whether a change is of a field whose values are nobody's secret, and no operator's business: never a variable, a name, a note or a node.
private func isForCustomers(_ change: ValueChange) -> Bool { !change.isLeftOut && shownFields.contains(change.field) }

private let shownFields: Set<String> = {
  let limits: [Field] = [.memory, .swap, .disk, .cpu, .databases, .backups, .allocations]
  let keys = ["tier", "addons", "guilds", "features", "status", "payment", "state", "from", "until"]
  return Set(limits.map(\.path) + keys)
}()

extension ValueChange {
  fileprivate var json: JSONValue {
    .object([
      .init("field", .string(label)), .init("old", .text(old.map(withoutAddresses))),
      .init("new", .text(new.map(withoutAddresses))),
    ])
  }

  /// The field's own name: `memory`.
  var label: String { field.split(separator: ".").last.map(String.init) ?? field }
}

/// A uuid (version 8, which is everybody's own) that is the same for the same text.
func uuid(of text: String) -> String {
  var digits = Array(Digest(of: text.utf8).hexadecimal.utf8.prefix(32))
  (digits[12], digits[16]) = (UInt8(ascii: "8"), UInt8(ascii: "a"))
  let text = String(decoding: digits, as: UTF8.self)
  let ends = [8, 12, 16, 20, 32]
  return zip([0] + ends, ends).map { from, to in
    String(text.dropFirst(from).prefix(to - from))
  }.joined(separator: "-")
}

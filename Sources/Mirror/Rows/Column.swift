import Planner

/// A column of a mirrored table: what it is called, what it holds, who may read it, and what a row has there.
///
/// Everything that writes or compares rows reads these declarations. The tables themselves are made by the migration in schemas/supabase, which a
/// test holds against them.
struct Column<Row: Sendable>: Sendable {
  let name: String
  /// As PostgreSQL calls it in full: `timestamp with time zone`.
  let type: String
  let audience: Audience
  let value: @Sendable (Row) -> JSONValue

  /// Who may read a column of a row that he may see.
  enum Audience: Sendable {
    case customer
    /// Only administrators, and whoever has a login of the database's own.
    case staff
  }

  init(
    _ name: String, _ type: String, _ audience: Audience = .customer, _ value: @escaping @Sendable (Row) -> JSONValue
  ) {
    (self.name, self.type, self.audience, self.value) = (name, type, audience, value)
  }
}

extension [Column<DeploymentRow>] {
  func json(of row: DeploymentRow) -> JSONValue { object(self, row) }
}

extension [Column<LogRow>] {
  func json(of row: LogRow) -> JSONValue { object(self, row) }
}

extension [Column<SightingRow>] {
  func json(of row: SightingRow) -> JSONValue { object(self, row) }
}

private func object<Row>(_ columns: [Column<Row>], _ row: Row) -> JSONValue {
  .object(columns.map { .init($0.name, $0.value(row).storable) })
}

extension JSONValue {
  static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

  /// A moment that PostgreSQL can hold: commits may claim to be of any time.
  static func time(_ time: Instant?) -> JSONValue {
    time.map { .string("\(Instant(seconds: min(max($0.seconds, 0), Self.lastSecond)))") } ?? .null
  }

  static func day(_ day: Day?) -> JSONValue { .text(day?.description) }

  /// The end of the year 9999.
  private static let lastSecond = 253_402_300_799

  /// The same without what PostgreSQL's texts cannot hold.
  fileprivate var storable: JSONValue {
    switch self {
    case .null, .bool, .integer: self
    case .string(let text): text.utf8.contains(0) ? .string(text.replacing("\0", with: "\u{FFFD}")) : self
    case .array(let items): .array(items.map(\.storable))
    case .object(let members): .object(members.map { .init($0.key, $0.value.storable) })
    }
  }
}

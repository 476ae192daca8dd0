/// A parameter of a statement: it travels as text, with its type, and never as a part of the statement.
public struct PostgresValue: Sendable, Equatable {
  /// As PostgreSQL writes it; nil is null.
  let text: String?
  let type: UInt32

  private init(_ text: String?, _ type: UInt32) { (self.text, self.type) = (text, type) }

  /// Of type `text`.
  public static func text(_ value: String?) -> PostgresValue { PostgresValue(value, 25) }
  /// Of type `bigint`.
  public static func integer(_ value: Int64?) -> PostgresValue { PostgresValue(value.map(String.init), 20) }
  /// Of type `double precision`.
  public static func number(_ value: Double?) -> PostgresValue { PostgresValue(value.map { "\($0)" }, 701) }
  /// Of type `boolean`.
  public static func boolean(_ value: Bool?) -> PostgresValue { PostgresValue(value.map { $0 ? "t" : "f" }, 16) }
  /// Of type `uuid`, in its 36 characters.
  public static func uuid(_ value: String?) -> PostgresValue { PostgresValue(value, 2950) }
  /// Of type `jsonb`.
  public static func json(_ value: String?) -> PostgresValue { PostgresValue(value, 3802) }
  /// Of type `timestamptz`, as ISO 8601 has it, with its zone.
  public static func time(_ value: String?) -> PostgresValue { PostgresValue(value, 1184) }
  /// Of type `date`, as ISO 8601 has it.
  public static func day(_ value: String?) -> PostgresValue { PostgresValue(value, 1082) }
  /// Of type `text[]`, for `unnest` and `any`; a nil in it is null.
  public static func texts(_ values: [String?]) -> PostgresValue {
    PostgresValue("{\(values.map(arrayElement).joined(separator: ","))}", 1009)
  }

  private static func arrayElement(_ value: String?) -> String {
    guard let value else { return "NULL" }
    return "\"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// PostgreSQL's texts hold everything but this, and C's end with it.
  var holdsZeroByte: Bool { text?.utf8.contains(0) ?? false }
}

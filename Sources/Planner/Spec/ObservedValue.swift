/// What the panel has in a field, as far as it may be shown.
public enum ObservedValue: Hashable, Sendable {
  /// The panel has no such variable.
  case unset
  case shown(String)
  /// A value that this fleet did not put there. It is neither shown nor saved nor part of a digest, for whoever opens a pull request reads plans.
  case hidden

  /// The value, where it may be shown.
  public var text: String? {
    switch self {
    case .shown(let text): text
    case .unset, .hidden: nil
    }
  }

  /// The word that stands in the place of a value; nil where the value itself does.
  public var word: String? {
    switch self {
    case .unset: "unset"
    case .hidden: "another value"
    case .shown: nil
    }
  }
}

/// Observed values, field by field: what plans, digests and saved plans hold of a server.
public struct ObservedValues: Hashable, Sendable {
  /// In the fields' order, each field once.
  private let entries: [Entry]

  private struct Entry: Hashable, Sendable {
    let field: Field
    let value: ObservedValue
  }

  init(_ values: FieldValues, hiding isHidden: (Field) -> Bool) {
    entries = values.fields.map { field in
      Entry(field: field, value: isHidden(field) ? .hidden : values[field].map { .shown($0) } ?? .unset)
    }
  }

  /// Values that may all be shown.
  public init(_ values: FieldValues) { self.init(values) { _ in false } }

  /// Unset where there is none.
  public subscript(field: Field) -> ObservedValue { entries.first { $0.field == field }?.value ?? .unset }

  /// The fields that have a value, in their order.
  public var fields: [Field] { entries.map(\.field) }

  /// Each field's path and value; null where the value is hidden.
  public var json: JSONValue {
    .object(entries.map { entry in .init(entry.field.path, entry.value.text.map { .string($0) } ?? .null) })
  }
}

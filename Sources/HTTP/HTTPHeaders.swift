/// Header fields in the order they were written or received; names compare without case.
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
  /// One header line.
  public struct Field: Sendable, Equatable {
    /// The name as written.
    public let name: String
    /// The value, without white space around it.
    public let value: String
  }

  /// Every field, repeated names included.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// Fields as written: `["Accept": "application/json"]`.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements {
      append(name, value)
    }
  }

  /// Adds a field, also when there is one of that name already.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The first value under a name, whatever its case.
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }
}

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

  /// Adds a field, even when there is one of that name already.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Adds a field that holds a secret: `Authorization`, `Bearer `, …
  public mutating func append(_ name: String, _ prefix: String, _ secret: Secret) {
    append(name, prefix + secret.revealed)
  }

  /// The first value under a name, whatever its case.
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return fields.first { $0.name.lowercased() == wanted }?.value
  }
}

/// A whole answer. Any status is an answer, redirects and errors included.
public struct HTTPResponse: Sendable, Equatable {
  /// The status code, such as 200.
  public let status: Int
  /// The fields of the final header block; those of interim answers are dropped.
  public let headers: HTTPHeaders
  /// The body, decompressed.
  public let body: [UInt8]

  /// An answer made of its parts.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

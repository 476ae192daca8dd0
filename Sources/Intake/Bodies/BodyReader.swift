import Planner

/// Reads a body key by key, and notes everything that is wrong instead of stopping at the first.
struct BodyReader {
  private var problems: [BodyProblem] = []

  /// What is wrong so far.
  var fault: BodyFault { .wrong(problems) }

  mutating func note(_ pointer: String, _ message: String) {
    problems.append(BodyProblem(pointer.hasPrefix("/") || pointer.isEmpty ? pointer : "/\(pointer)", message))
  }

  func parse(_ body: [UInt8]) throws(BodyFault) -> JSONValue {
    guard body.count <= largestBody else { throw .tooLarge(limit: largestBody) }
    do throws(JSONFault) { return try parseJSON(body, depth: 8) } catch { throw .notJSON(error.description) }
  }

  func object(_ value: JSONValue) throws(BodyFault) -> [String: JSONValue] {
    guard case .object(let members) = value else {
      throw .wrong([BodyProblem("", "an object is expected with type and data")])
    }
    return Self.fields(members)
  }

  /// What is read, unless something was wrong with it.
  mutating func reading<Value>(_ read: (inout BodyReader) -> Value?) throws(BodyFault) -> Value {
    let value = read(&self)
    guard let value, problems.isEmpty else { throw fault }
    return value
  }

  mutating func text(_ key: String, in fields: [String: JSONValue]) -> String? {
    guard case .string(let text)? = fields[key] else {
      note(key, fields[key] == nil ? "the key is missing; a text is expected" : "a text is expected")
      return nil
    }
    return text
  }

  mutating func refuseUnknown(in fields: [String: JSONValue], besides known: Set<String>) {
    for key in fields.keys.sorted() where !known.contains(key) {
      note("/\(escaped(key))", "there is no such key; known are \(known.sorted().joined(separator: ", "))")
    }
  }

  static func fields(_ members: [JSONValue.Member]) -> [String: JSONValue] {
    Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }
}

/// A key within a JSON pointer.
func escaped(_ key: String) -> String {
  escapedForDisplay(key, upTo: 80).replacing("~", with: "~0").replacing("/", with: "~1")
}

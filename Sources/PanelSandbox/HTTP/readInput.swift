/// What a request brings, decoded.
struct Input: Sendable {
  /// The query alone.
  let query: JSONObject
  /// The body's fields, then those of the query.
  let all: JSONObject
}

/// Decodes query and body. Strings are trimmed and empty ones become null, at any depth (scenarios 02, 08).
func readInput(of request: Request) throws(JSONParser.Malformed) -> Input {
  let query = tidied(parseForm(request.query))
  var all = tidied(try readBody(of: request) ?? [:])
  for member in query where all[member.key] == nil { all.append(member.key, member.value) }
  return Input(query: query, all: all)
}

private func tidied(_ members: JSONObject) -> JSONObject {
  JSONObject(members.map { ($0.key, tidied($0.value, named: $0.key)) })
}

/// A JSON body that is a list, a scalar or null counts as empty; so does a body that does not say what it is.
private func readBody(of request: Request) throws(JSONParser.Malformed) -> JSONObject? {
  if request.carriesJSON, !request.body.isEmpty { return try JSONParser.parse(request.body).members }
  if request.carriesForm { return parseForm(String(decoding: request.body, as: UTF8.self)) }
  return nil
}

private func tidied(_ value: JSON, named name: String) -> JSON {
  switch value {
  case .string(let text):
    let trimmed = keepsItsSpaces.contains(name) ? text : trimmedAsPHP(text)
    return trimmed.isEmpty ? .null : .string(trimmed)
  case .array(let items): return .array(items.map { tidied($0, named: name) })
  case .object(let members): return .object(tidied(members))
  case .null, .bool, .integer, .number, .encoded: return value
  }
}

private let keepsItsSpaces: Set<String> = ["password", "password_confirmation", "current_password"]

private func trimmedAsPHP(_ text: String) -> String {
  func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\0" || scalar == "\u{FEFF}"
  }
  let scalars = text.unicodeScalars
  guard let first = scalars.firstIndex(where: { !isSpace($0) }),
    let last = scalars.lastIndex(where: { !isSpace($0) })
  else { return "" }
  return String(scalars[first...last])
}

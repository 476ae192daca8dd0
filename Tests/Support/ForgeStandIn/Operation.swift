import Foundation

/// One request as the forge reads it.
struct Request {
  let method: String
  /// Path and query as they came.
  let target: String
  /// Below the API's root, decoded.
  let parts: [String]
  let query: [String: String]
  let headers: [String: String]
  let body: [String: Any]

  init?(_ text: String) {
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    (method, target) = (words[0], words[1])
    let pieces = target.split(separator: "?", maxSplits: 1).map(String.init)
    parts = pieces[0].split(separator: "/").map { $0.removingPercentEncoding ?? String($0) }
    var query: [String: String] = [:]
    for pair in pieces.count > 1 ? pieces[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
      query[sides[0]] = sides.count > 1 ? sides[1] : ""
    }
    self.query = query
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let sides = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      headers[sides[0].lowercased()] = sides.count > 1 ? sides[1] : ""
    }
    self.headers = headers
    let rest = Data(text[end.upperBound...].utf8)
    body = (try? JSONSerialization.jsonObject(with: rest)) as? [String: Any] ?? [:]
  }

  /// The token, wherever this kind of forge looks for it.
  var token: String? {
    headers["private-token"] ?? headers["job-token"]
      ?? headers["authorization"]?.split(separator: " ").last.map(String.init)
  }

  func text(_ field: String) -> String { body[field] as? String ?? "" }
}

/// What the forge answers.
struct Answer {
  var status = 200
  var headers = ""
  var value: Any = [String: Any]()

  static func refused(_ status: Int, _ message: Any) -> Answer { Answer(status: status, value: ["message": message]) }
}

/// One operation of a forge's API that we use.
struct Operation {
  let method: String
  /// Parts of the path; `*` takes any one.
  let path: [String]
  let permission: ForgeState.Permission
  /// The body's fields that the operation knows, and whether it asks for them.
  let fields: [String: Bool]
  /// `captured` are the parts that `*` took.
  let perform: (inout ForgeState, Request, _ captured: [String], ForgeState.User) -> Answer

  init(
    _ method: String, _ path: String, _ permission: ForgeState.Permission = .read, fields: [String: Bool] = [:],
    _ perform: @escaping (inout ForgeState, Request, [String], ForgeState.User) -> Answer
  ) {
    (self.method, self.permission, self.fields, self.perform) = (method, permission, fields, perform)
    self.path = path.split(separator: "/").map(String.init)
  }

  func captures(_ request: Request, below root: [String]) -> [String]? {
    guard request.method == method, request.parts.starts(with: root) else { return nil }
    let parts = request.parts.dropFirst(root.count)
    guard parts.count == path.count else { return nil }
    var captured: [String] = []
    for (part, wanted) in zip(parts, path) {
      if wanted == "*" { captured.append(part) } else if part != wanted { return nil }
    }
    return captured
  }
}

import Foundation

/// How one kind of forge says what all of them say.
protocol Dialect {
  /// Path parts before those in the table.
  var root: [String] { get }
  var operations: [Operation] { get }
  func refusal(of permission: ForgeState.Permission, _ user: ForgeState.User) -> Answer
  var archived: Answer { get }
  var unknownField: Int { get }
}

extension Dialect {
  func answer(_ request: Request, _ state: inout ForgeState) -> Answer {
    guard let user = request.token.flatMap({ state.users[$0] }) else { return .refused(401, "Bad credentials") }
    for operation in operations {
      guard let captured = operation.captures(request, below: root) else { continue }
      guard user.permissions.contains(operation.permission) else { return refusal(of: operation.permission, user) }
      if state.isArchived, request.method != "GET" { return archived }
      if let unknown = request.body.keys.sorted().first(where: { operation.fields[$0] == nil }) {
        return .refused(unknownField, "unknown field \(unknown)")
      }
      if let missing = operation.fields.filter({ $0.value && request.body[$0.key] == nil }).keys.sorted().first {
        return .refused(unknownField, "missing field \(missing)")
      }
      return operation.perform(&state, request, captured, user)
    }
    return .refused(404, "404 Not Found")
  }

  /// One page of a list, with a link to the next.
  func page(_ list: [[String: Any]], _ request: Request, size name: String = "per_page", most: Int = 100) -> Answer {
    let size = min(request.query[name].flatMap(Int.init) ?? 30, most)
    let number = max(request.query["page"].flatMap(Int.init) ?? 1, 1)
    let items = Array(list.dropFirst((number - 1) * size).prefix(size))
    guard number * size < list.count else { return Answer(value: items) }
    let base = request.target.replacing(/[?&]page=\d+/, with: "")
    let host = request.headers["host"] ?? ""
    let link = "<http://\(host)\(base)\(base.contains("?") ? "&" : "?")page=\(number + 1)>; rel=\"next\""
    return Answer(headers: "Link: \(link)\r\n", value: items)
  }
}

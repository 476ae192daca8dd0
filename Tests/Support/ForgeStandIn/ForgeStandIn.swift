import Foundation
public import Guarding
import Loopback

/// A forge on loopback: it knows the operations that we use, by a table for each kind, and refuses what the forge refuses.
public final class ForgeStandIn: Sendable {
  public enum Kind: Sendable, CaseIterable { case gitHub, gitLab, gitea }

  /// An answer that is given instead of the forge's own.
  public struct Fault: Sendable {
    let method: String?
    /// What the path has to contain.
    let path: String
    var times: Int
    let status: Int
    let headers: String
    let body: String
    /// Whether the forge does what was asked before it fails.
    let isDone: Bool

    public init(
      _ method: String? = nil, _ path: String = "", times: Int = 1, status: Int, headers: String = "",
      body: String = "{}", isDone: Bool = false
    ) {
      (self.method, self.path, self.times, self.status) = (method, path, times, status)
      (self.headers, self.body, self.isDone) = (headers, body, isDone)
    }
  }

  public let kind: Kind
  public let state: Guarded<ForgeState>
  private let faults = Guarded([Fault]())
  private let requests = Guarded([String]())
  private let listener: Listener

  /// A forge with a repository `shop/fleet`, a pull request 7 and the tokens `token` (of user 1) and `other` (of user 2).
  public init(_ kind: Kind) throws {
    var state = ForgeState()
    state.users = [
      "token": .init(id: 1, login: "ci"), "other": .init(id: 2, login: "ada"),
    ]
    state.pulls[7] = .init(
      number: 7, title: "Add ord-1", author: 2, head: String(repeating: "a", count: 40), headBranch: "add")
    let shared = Guarded(state)
    self.kind = kind
    self.state = shared
    listener = try Listener { [faults, requests] connection in
      while let text = connection.readRequest() {
        guard let request = Request(text) else { return connection.answer(status: 400) }
        requests.withLock { $0.append("\(request.method) \(request.target)") }
        serve(request, as: kind, shared, faults, connection)
      }
    }
  }

  deinit { listener.stop() }

  /// The API's root.
  public var url: String {
    switch kind {
    case .gitHub: listener.url
    case .gitLab: listener.url + "/api/v4"
    case .gitea: listener.url + "/api/v1"
    }
  }

  /// Makes some requests fail, in the order in which the faults were added.
  public func fail(_ fault: Fault) { faults.withLock { $0.append(fault) } }

  /// `GET /repos/shop/fleet/pulls/7`, for each request so far.
  public var asked: [String] { requests.withLock { $0 } }
}

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
    headers["private-token"] ?? headers["authorization"]?.split(separator: " ").last.map(String.init)
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

private func serve(
  _ request: Request, as kind: ForgeStandIn.Kind, _ shared: Guarded<ForgeState>,
  _ faults: Guarded<[ForgeStandIn.Fault]>,
  _ connection: Connection
) {
  let fault = faults.withLock { faults -> ForgeStandIn.Fault? in
    let place = faults.firstIndex { fault in
      fault.times > 0 && (fault.method ?? request.method) == request.method
        && (fault.path.isEmpty || request.target.contains(fault.path))
    }
    guard let place else { return nil }
    faults[place].times -= 1
    return faults[place]
  }
  let answer = { () -> (Int, String, String) in
    if let fault, !fault.isDone { return (fault.status, fault.headers, fault.body) }
    let (status, headers, text) = shared.withLock { state in
      let answer = dialect(kind).answer(request, &state)
      let data = try? JSONSerialization.data(withJSONObject: answer.value, options: [.sortedKeys])
      return (answer.status, answer.headers, String(decoding: data ?? Data(), as: UTF8.self))
    }
    return fault.map { ($0.status, $0.headers, $0.body) } ?? (status, headers, text)
  }()
  connection.answer(
    answer.2, status: answer.0, headers: "Content-Type: application/json\r\n" + answer.1)
}

private func dialect(_ kind: ForgeStandIn.Kind) -> any Dialect {
  switch kind {
  case .gitHub: GitHubDialect()
  case .gitLab: GitLabDialect()
  case .gitea: GiteaDialect()
  }
}

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

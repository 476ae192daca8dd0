import HTTP

/// One request to a forge's API.
struct ForgeRequest: Sendable {
  let method: HTTPMethod
  /// Below the API's root, percent-encoded, with its query.
  let path: String
  /// JSON.
  let body: [UInt8]?
  /// What a token without it lacks.
  let permission: ForgePermission
  /// What it is about, for people: "pull request 7".
  let subject: String

  /// Reads.
  static func get(_ path: String, _ subject: String, needs permission: ForgePermission = .readRepository) -> Self {
    ForgeRequest(method: .get, path: path, body: nil, permission: permission, subject: subject)
  }

  /// Writes.
  static func send(
    _ method: HTTPMethod, _ path: String, _ body: some Encodable, _ subject: String, needs permission: ForgePermission
  ) -> Self {
    ForgeRequest(method: method, path: path, body: encode(body), permission: permission, subject: subject)
  }

  /// For people and logs: the path without its query.
  var name: String { "\(method.rawValue) \(path.prefix { $0 != "?" })" }

  /// Whether a second try could do its work twice.
  var mayRepeat: Bool { method == .get || method == .put || method == .patch || method == .delete }
}

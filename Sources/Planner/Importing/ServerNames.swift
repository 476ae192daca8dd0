/// The panel's servers by all that people call them.
struct ServerNames {
  private var byNumber: [Int: ObservedServer] = [:]
  private var byUUID: [String: ObservedServer] = [:]
  private var byIdentifier: [String: [ObservedServer]] = [:]
  private var byName: [String: [ObservedServer]] = [:]

  init(_ servers: [ObservedServer]) {
    for server in servers {
      byNumber[server.id.number] = server
      byUUID[server.uuid] = server
      byIdentifier[server.identifier, default: []].append(server)
      byName[server.spec.details.name, default: []].append(server)
    }
  }

  /// The servers that are called so: by number, else by uuid, by its first eight characters, or by name.
  subscript(text: String) -> [ObservedServer] {
    if let server = plainNumber(text.utf8.span).flatMap({ byNumber[$0] }) { return [server] }
    let lowered = text.lowercased()
    if let server = byUUID[lowered] { return [server] }
    return byIdentifier[lowered] ?? byName[text] ?? []
  }

  /// The one server that is called so, or what is wrong with that.
  func server(_ text: String) throws(ScalarError) -> ObservedServer {
    let found = self[text]
    guard let server = found.first else {
      throw ScalarError(
        "no-such-server", "the panel has no server \(quoted(text))",
        hint: "write its number, its uuid, the first eight characters of that, or its name")
    }
    guard found.count == 1 else {
      let numbers = found.prefix(20).map(\.id.description).joined(separator: ", ")
      throw ScalarError(
        "ambiguous-server", "\(counted(found.count, "server")) of the panel are called \(quoted(text))",
        hint: "write the number of the one that is meant: \(numbers)")
    }
    return server
  }
}

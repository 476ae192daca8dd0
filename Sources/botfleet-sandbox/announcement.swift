import PanelSandbox

/// One line of JSON for programs: `url`, `control` and `keys`.
func announcement(of server: SandboxServer) -> String {
  let keys = server.keys.map { "\"\($0.kind)\":\"\($0.token)\"" }.joined(separator: ",")
  return "{\"url\":\"\(server.url)\",\"control\":\"\(server.control)\",\"keys\":{\(keys)}}\n"
}

/// A few lines for a person.
func greeting(of server: SandboxServer) -> String {
  let width = server.keys.map(\.kind.count).max() ?? 0
  let keys = server.keys.map { key in
    "  \(key.kind)\(String(repeating: " ", count: width - key.kind.count))  \(key.token)"
  }
  let first = server.keys.first?.token ?? ""
  return """
    A panel answers at   \(server.url)
    It is controlled at  \(server.control)

    Keys
    \(keys.joined(separator: "\n"))

    Try
      curl -H 'Accept: application/json' -H 'Authorization: Bearer \(first)' \(server.url)/api/application/nodes
      curl -d '{"do": "daemon", "node": 1, "mode": "refuse"}' \(server.control)

    Ctrl-C stops it; its state is lost.

    """
}

extension ImportQuestion {
  /// What is asked for by a number that no server or node of the panel has.
  func unknownNumbers(on observation: Observation) -> [Diagnostic] {
    let knownNodes = Set(observation.servers.map(\.node)).union((observation.nodes ?? []).map(\.id))
    let knownEggs = Set(observation.servers.map(\.spec.startup.egg))
    let unknownNodes = nodes.subtracting(knownNodes).sorted().map { node in
      Diagnostic(
        .error, code: "no-such-node", "the panel has no node \(node)",
        hint: choice(of: "nodes", knownNodes.sorted().map(\.description)), path: "--node")
    }
    return unknownNodes
      + eggs.subtracting(knownEggs).sorted().map { egg in
        Diagnostic(
          .error, code: "no-such-egg", "no server of the panel has egg \(egg)",
          hint: choice(of: "eggs", knownEggs.sorted().map(\.description)), path: "--egg")
      }
  }

  /// Servers that are asked for and can get no order, for no tier uses their egg. In an import of all servers they are only counted.
  ///
  /// - Parameters:
  ///   - servers: of the panel, without those of the fleet, by an egg that nothing in the catalog uses.
  ///   - named: the servers that are asked for by name; nil for all.
  func unsoldEggs(of servers: [ObservedServer], named: Set<ServerID>?) -> [Diagnostic] {
    let hint = "add a tier with that egg to catalog.yaml"
    if named != nil {
      return servers.map { server in
        Diagnostic(
          .error, code: "unsold-egg", "server \(server.id) has egg \(server.spec.startup.egg), which no tier uses",
          hint: hint, path: "--server")
      }
    }
    return eggs.intersection(servers.map(\.spec.startup.egg)).sorted().map { egg in
      Diagnostic(.error, code: "unsold-egg", "no tier uses egg \(egg)", hint: hint, path: "--egg")
    }
  }

  /// Nil where there is nothing to choose from.
  private func choice(of what: String, _ numbers: [String]) -> String? {
    guard !numbers.isEmpty else { return nil }
    let more = numbers.count > 20 ? " and more" : ""
    return "the \(what) that there are: \(numbers.prefix(20).joined(separator: ", "))\(more)"
  }
}

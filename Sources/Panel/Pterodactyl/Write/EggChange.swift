import Planner

/// What a server's variables become when its egg changes.
///
/// The panel keeps the values for each egg apart: those of the previous egg stay stored, and those that the server had
/// under the new one come back when it is changed with an empty environment (`panel-behaviour`, sections 7.6 and 17).
/// Sending the whole environment at once would overwrite them unseen.
struct EggChange {
  /// Whose values take precedence where the server has one under both eggs.
  enum Precedence: Sendable {
    /// The fleet asks for another egg: the bot keeps its present values.
    case former
    /// Somebody changed the egg by hand, and it is restored: the values that the server had under it stay.
    case returning
  }

  let former: WireServer
  /// The panel's answer to the change with an empty environment.
  let arrived: WireServer
  let precedence: Precedence

  /// The whole environment under the new egg. What the fleet declares comes first; `initially` is only for what has no
  /// value.
  func environment(declared: [String: String], initially: [String: String]) -> [String: String] {
    let old = former.storedValues
    let new = arrived.storedValues
    var environment = arrived.container.environment.values.byName
    for name in environment.keys where !isEmptied(name) {
      let own = old[name].flatMap { $0.isDefault ? nil : $0.value }
      let kept: [String?] =
        switch precedence {
        case .former: [own, new[name]?.value, old[name]?.value]
        case .returning: [new[name]?.value, own, old[name]?.value]
        }
      let first = kept.lazy.compactMap(\.self).first ?? initially[name]
      if let first { environment[name] = first }
    }
    return environment.merging(declared) { _, ours in ours }
  }
}

extension EggChange {
  /// Whether the customer emptied it under the egg that is restored, and was allowed to.
  private func isEmptied(_ name: String) -> Bool {
    guard precedence == .returning, let variables = arrived.relationships?.variables?.items,
      let variable = variables.first(where: { $0.name == name })
    else { return false }
    let isRequired = variable.rules.split(separator: "|").contains { $0.lowercased().hasPrefix("required") }
    return variable.serverValue == "" && !isRequired
  }
}

/// What the panel has stored of a variable; never empty.
private struct StoredValue {
  let value: String
  let isDefault: Bool
}

extension WireServer {
  /// The variables with a value of the server's own. A panel that does not say so shows it among the environment all
  /// the same.
  fileprivate var storedValues: [String: StoredValue] {
    var stored: [String: StoredValue] = [:]
    guard let variables = relationships?.variables?.items else {
      for (name, value) in container.environment.values where !value.isEmpty {
        stored[name] = StoredValue(value: value, isDefault: false)
      }
      return stored
    }
    for variable in variables {
      guard let value = variable.serverValue, !value.isEmpty else { continue }
      stored[variable.name] = StoredValue(value: value, isDefault: value == variable.defaultValue)
    }
    return stored
  }
}

import Webhooks

/// What the variables hold that the machine's file names.
struct ServerSecrets: Sendable {
  private let values: [VariableName: String]

  /// - Parameter environment: of the process.
  init(of configuration: ServerConfiguration, in environment: [String: String]) throws(ServerFailure) {
    var (values, missing): ([VariableName: String], [(name: String, key: String)]) = ([:], [])
    for (name, key) in configuration.variables {
      if let value = environment[name.text], !value.isEmpty {
        values[name] = value
      } else {
        missing.append((name.text, key))
      }
    }
    guard missing.isEmpty else { throw .missingVariables(missing) }
    self.values = values
  }

  func text(_ name: VariableName) -> String { values[name] ?? "" }

  func keys(of configuration: ServerConfiguration) throws(ServerFailure) -> Keys {
    var hooks: [WebhookSecret] = []
    for name in configuration.shop.hooks {
      do { hooks += try WebhookSecret.list(parsing: text(name)) } catch {
        throw .badVariable(name: name.text, why: "\(error)")
      }
    }
    for name in configuration.shop.calls + (configuration.forge?.hooks ?? []) + configuration.admins.map(\.token)
    where text(name).utf8.count < 20 {
      throw .badVariable(
        name: name.text, why: "fewer than 20 characters can be guessed; use the answer of `openssl rand -hex 32`")
    }
    return Keys(
      hooks: hooks, calls: configuration.shop.calls.map(text), forge: (configuration.forge?.hooks ?? []).map(text),
      admins: Dictionary(configuration.admins.map { ($0.name, text($0.token)) }) { first, _ in first })
  }
}

import Planner

/// A server that is read while more variables may turn out to be declared than those that were asked for.
struct EarlyServer: Sendable {
  let server: ObservedServer
  /// The variables that hold no text, so that reading them fails.
  let textless: [String]

  /// The server as it is read where these variables are asked for; nil where reading it so fails.
  func showing(_ variables: Set<String>) -> ObservedServer? {
    guard textless.allSatisfy({ !variables.contains($0) }) else { return nil }
    let server = server.showing(variables)
    for (name, value) in server.spec.startup.environment where WireViolation.inTexts([name: value]) != nil {
      return nil
    }
    return server
  }
}

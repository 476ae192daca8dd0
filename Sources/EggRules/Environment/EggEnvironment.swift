/// What is validated: for every variable of an egg its value, or that it has none.
///
/// Made as Laravel makes it from a request: values trimmed, empty ones none, unknown ones dropped, and a variable that
/// was not sent is there without a value. So no variable is ever absent, `sometimes` has no effect, and a rule such as
/// `string` without `nullable` refuses what was left out. Source: Pterodactyl's `VariableValidatorService`.
public struct EggEnvironment {
  private let values: [String: String]
  private let variables: Variables

  /// The variables of an egg, as far as rules refer to them.
  public struct Variables {
    fileprivate let names: Set<String>
    fileprivate let booleans: Set<String>

    public init(_ variables: [EggVariable]) {
      names = Set(variables.map(\.name))
      booleans = Set(variables.filter { $0.rules.split(separator: "|").contains("boolean") }.map(\.name))
    }
  }

  /// - Parameter sent: the values as they would be sent, by variable name.
  public init(_ variables: Variables, sent: [String: String]) {
    self.variables = variables
    values = sent.filter { variables.names.contains($0.key) }.compactMapValues(trimmedValue)
  }

  /// The value of a variable, or nil where it has none.
  public func value(of variable: String) -> String? {
    values[variable]
  }

  /// What stands where a rule's parameter points.
  func lookUp(_ reference: RuleReference) -> Found {
    switch reference {
    case .environment: variables.names.isEmpty ? .nothing : .everything
    case .variable(let name) where variables.names.contains(name): values[name].map(Found.text) ?? .null
    case .variable, .nowhere: .nothing
    }
  }

  /// Whether the variable that a parameter points at has the rule `boolean`, spelled just so.
  func isBoolean(_ reference: RuleReference) -> Bool {
    switch reference {
    case .variable(let name): variables.booleans.contains(name)
    case .environment, .nowhere: false
    }
  }

  /// What a rule's parameter can point at.
  enum Found: Equatable {
    case text(String)
    /// A variable without a value.
    case null
    /// The environment as a whole.
    case everything
    case nothing

    /// Whether `required` would be content with it.
    var isFilled: Bool {
      switch self {
      case .text, .everything: true
      case .null, .nothing: false
      }
    }

    static func == (left: Self, right: Self) -> Bool {
      switch (left, right) {
      case (.text(let left), .text(let right)): areSame(left, right)
      case (.null, .null), (.everything, .everything), (.nothing, .nothing): true
      case (.text, _), (.null, _), (.everything, _), (.nothing, _): false
      }
    }

    /// The value where it is text, for a comparison with it.
    var text: String? {
      switch self {
      case .text(let text): text
      case .null, .everything, .nothing: nil
      }
    }
  }
}

/// A variable of an egg, and what may be put into it.
public struct EggVariable: Hashable, Sendable {
  /// Its name in the environment: `DISCORD_TOKEN`.
  public let name: String
  /// Its rules in Laravel's notation: `required|string|max:20`.
  public let rules: String
  /// What it is offered with; the validator does not fill it in.
  public let defaultValue: String

  public init(name: String, rules: String, defaultValue: String) {
    self.name = name
    self.rules = rules
    self.defaultValue = defaultValue
  }
}

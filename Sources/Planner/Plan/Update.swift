/// A value that an update sets, or sends back as it was just read.
public enum Update<Value: Hashable & Sendable>: Hashable, Sendable {
  case set(Value)
  case keep
}

extension Update {
  /// Null where the value goes back as it was read.
  fileprivate func json(_ value: (Value) -> JSONValue) -> JSONValue {
    switch self {
    case .set(let new): value(new)
    case .keep: .null
    }
  }

  /// Leaves a value of the panel's as it is, or makes it another.
  fileprivate func apply(to current: inout Value) {
    switch self {
    case .set(let new): current = new
    case .keep: break
    }
  }
}

/// What a change of the details is to leave behind.
public struct DetailsUpdate: Hashable, Sendable {
  public let name: Update<String>
  public let description: Update<String>
  public let owner: Update<Owner>

  public init(name: Update<String>, description: Update<String>, owner: Update<Owner>) {
    self.name = name
    self.description = description
    self.owner = owner
  }

  /// Each field of the group, as plans and digests hold it.
  public var members: [JSONValue.Member] {
    [
      .init(Field.name.label, name.json { .string($0) }),
      .init(Field.description.label, description.json { .string($0) }),
      .init(Field.owner.label, owner.json { .string($0.text) }),
    ]
  }

  /// What it leaves behind where there was `details`.
  public func applied(to details: ServerSpec.Details) -> ServerSpec.Details {
    var details = details
    name.apply(to: &details.name)
    description.apply(to: &details.description)
    owner.apply(to: &details.owner)
    return details
  }
}

/// What a change of the startup is to leave behind.
public struct StartupUpdate: Hashable, Sendable {
  public let egg: EggID
  public let image: Update<String>
  public let command: String
  public let environment: EnvironmentUpdate

  /// Whether the variables are sent at all.
  public enum EnvironmentUpdate: Hashable, Sendable {
    /// Sent empty, which leaves every variable as it is.
    case untouched
    /// The whole environment is read just before, overlaid with `declared`, and sent back; `initially` fills those of the
    /// customer's variables that have no value and may not stay so.
    case merged(declared: [String: String], initially: [String: String])
  }

  public init(egg: EggID, image: Update<String>, command: String, environment: EnvironmentUpdate) {
    self.egg = egg
    self.image = image
    self.command = command
    self.environment = environment
  }

  /// Each field of the group but the variables, as plans and digests hold it.
  public var members: [JSONValue.Member] {
    [
      .init(Field.egg.label, .integer(egg.number)), .init(Field.image.label, image.json { .string($0) }),
      .init(Field.command.label, .string(command)),
    ]
  }

  /// What it leaves behind where there was `startup`; variables are for whoever knows all of them.
  public func applied(to startup: ServerSpec.Startup) -> ServerSpec.Startup {
    var startup = startup
    startup.egg = egg
    image.apply(to: &startup.image)
    startup.command = command
    return startup
  }
}

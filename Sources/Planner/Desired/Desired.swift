/// What one order resolves to through the catalog: everything but the owner, whom only the panel knows.
struct Desired: Hashable {
  let sold: Change.Sold
  let name: Decided
  let description: Decided
  let image: Decided
  let build: ServerSpec.Build
  let egg: EggID
  let command: String
  /// The variables that the fleet declares.
  let environment: Variables
  /// What the customer's variables begin with.
  let customersVariables: Variables
  /// The variables of the fleet's that a lower layer leaves to the customer.
  let overridden: Set<String>

  /// A text and who decides it.
  enum Decided: Hashable {
    case byFleet(String)
    case byCustomer(initially: String)

    /// What a new server gets.
    var initial: String {
      switch self {
      case .byFleet(let text), .byCustomer(let text): text
      }
    }

    /// What an existing server is to have: the customer's own text stays.
    func over(_ observed: String) -> String {
      switch self {
      case .byFleet(let text): text
      case .byCustomer: observed
      }
    }

    /// What an update sends.
    var update: Update<String> {
      switch self {
      case .byFleet(let text): .set(text)
      case .byCustomer: .keep
      }
    }
  }

  /// The spec of a server that is yet to be made.
  func newSpec(owner: Owner) -> ServerSpec {
    ServerSpec(
      details: .init(name: name.initial, description: description.initial, owner: owner), build: build,
      startup: .init(egg: egg, image: image.initial, command: command, environment: environment), isSuspended: false)
  }

  /// The spec that an existing server is to have. What is left to the customer is taken from what was observed, so that it never differs.
  func spec(over observed: ServerSpec, owner: Owner, isSuspended: Bool) -> ServerSpec {
    ServerSpec(
      details: .init(
        name: name.over(observed.details.name), description: description.over(observed.details.description),
        owner: owner),
      build: build,
      startup: .init(egg: egg, image: image.over(observed.startup.image), command: command, environment: environment),
      isSuspended: isSuspended)
  }

  /// The fields that the customer decides, variables left out: those are in no spec.
  var customersFields: Set<Field> {
    var fields: Set<Field> = []
    if case .byCustomer = name { fields.insert(.name) }
    if case .byCustomer = description { fields.insert(.description) }
    if case .byCustomer = image { fields.insert(.image) }
    return fields
  }
}

/// What was seen of the panel after a run, for holding what it answered against what is there.
public struct Look: Sendable {
  private let servers: ServerIndex
  /// The numbers of the panel's users by external id; nil where they were not read.
  private let users: [String: UserID]?

  /// A look at everything that was observed.
  public init(_ seen: Observation) {
    servers = ServerIndex(seen.servers)
    users = seen.users.map { users in
      Dictionary(users.compactMap { user in user.externalID.map { ($0, user.id) } }) { first, _ in first }
    }
  }

  /// Whether it says anything about users.
  public var canSeeUsers: Bool { users != nil }

  /// The server that a change is about, or that it was to make; nil where it is not there.
  public func server(of change: Change) -> ObservedServer? {
    guard let target = change.server else { return servers[change.order] }
    return servers[uuid: target.uuid]
  }

  /// What speaks against a change that the panel answered to have made; nil where nothing does.
  ///
  /// A value that is neither as it was nor as it was asked for, and as the panel itself answered, is one that the panel stores in its
  /// own way. Whom a server belongs to and whether it is suspended it stores as it is told, or not at all.
  ///
  /// - Parameter answered: the server as the panel's last answer showed it; nil where no answer did.
  public func contradiction(of change: Change, answered: ObservedServer?) -> OrderResult.Failure? {
    let found = server(of: change)
    if change.kind == .adopt, found == nil {
      return .init(action: "adopt", .notKept, message: "the server is not there any more")
    }
    for action in change.actions {
      guard let fact = fact(against: action, of: change, found, answered) else { continue }
      return .init(
        action: action.word, .notKept, message: "the panel answered that it was done, and \(fact)")
    }
    return nil
  }

  private func fact(
    against action: Action, of change: Change, _ found: ObservedServer?, _ answered: ObservedServer?
  ) -> String? {
    switch (action, found) {
    case (.createUser(let user), _):
      return users.map { $0[user.externalID] == nil } == true ? "the user is not there" : nil
    case (.linkUser(let link), _):
      return users.map { $0[link.externalID] != link.user } == true ? "the user does not have the external id" : nil
    case (.link, let found?) where found.externalID != change.order.text:
      return "the server does not have the order's external id"
    case (.delete, let found): return found == nil ? nil : "the server is still there"
    case (_, nil): return "the server is not there"
    case (_, let found?):
      let seen = FieldValues(found.spec)
      let asked = FieldValues(spec(askedBy: action, over: found.spec))
      let answer = answered.map { FieldValues($0.spec) }
      let wrong = asked.fields(and: seen).filter { field in
        guard asked[field] != seen[field] else { return false }
        guard field.isNormalized, seen[field] != change.server?.before.value[field] else { return true }
        return answer?[field] != seen[field]
      }
      return wrong.isEmpty ? nil : words(for: wrong, asked: asked, seen: seen)
    }
  }

  /// What the action tells the panel, over what is there; what customers may change at any time is left as it is there.
  private func spec(askedBy action: Action, over found: ServerSpec) -> ServerSpec {
    var spec = found
    switch action {
    case .createUser, .linkUser, .link, .delete: break
    case .createServer(let new):
      spec.details.owner = owner(new.spec.details.owner, otherwise: found.details.owner)
      spec.build = new.spec.build
      spec.startup.egg = new.spec.startup.egg
      spec.startup.command = new.spec.startup.command
      spec.startup.environment = spec.startup.environment.overlaid(with: new.spec.startup.environment)
    case .updateDetails(let update):
      spec.details = update.applied(to: found.details)
      spec.details.owner = owner(spec.details.owner, otherwise: found.details.owner)
    case .updateBuild(let build): spec.build = build
    case .updateStartup(let update):
      spec.startup = update.applied(to: found.startup)
      if case .merged(let declared, _) = update.environment {
        spec.startup.environment = spec.startup.environment.overlaid(with: Variables(declared))
      }
    case .suspend: spec.isSuspended = true
    case .unsuspend: spec.isSuspended = false
    }
    return spec
  }

  /// A user whom the run made, by number; where users cannot be read, nothing speaks against the owner that is there.
  private func owner(_ wanted: Owner, otherwise found: Owner) -> Owner {
    switch wanted {
    case .user: return wanted
    case .created(let customer):
      guard let users else { return found }
      return users[customer].map { .user($0) } ?? wanted
    }
  }

  /// Limits are told. What may be a customer's own is not: this goes into a commit.
  private func words(for fields: [Field], asked: FieldValues, seen: FieldValues) -> String {
    let facts = fields.map { field in
      if field == .suspended {
        return seen[field] == "yes" ? "the server is still suspended" : "the server is not suspended"
      }
      if field == .owner { return "its owner is another" }
      if field.isText { return "\(field.label) has another value" }
      return "\(field.label) is \(seen[field] ?? "unset"), not \(asked[field] ?? "unset")"
    }
    let most = 4
    let rest = facts.count > most ? [" and \(counted(facts.count - most, "other field"))"] : []
    return facts.prefix(most).joined(separator: ", ") + (rest.first.map { "\($0) differ" } ?? "")
  }
}

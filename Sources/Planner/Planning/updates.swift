/// The updates that lead from what was observed to what is desired: only the groups that differ.
///
/// - Parameter initialValues: what customers' variables get that have no value.
func updates(
  from observed: ServerSpec, to desired: ServerSpec, of resolved: Desired, filling initialValues: [String: String]
) -> [Action] {
  var actions: [Action] = []
  if observed.details != desired.details {
    actions.append(
      .updateDetails(
        .init(
          name: resolved.name.update, description: resolved.description.update, owner: .set(desired.details.owner))))
  }
  if observed.build != desired.build { actions.append(.updateBuild(desired.build)) }
  if observed.startup != desired.startup {
    let isUntouched =
      observed.startup.environment == desired.startup.environment && observed.startup.egg == desired.startup.egg
    actions.append(
      .updateStartup(
        StartupUpdate(
          egg: desired.startup.egg, image: resolved.image.update, command: desired.startup.command,
          // Another egg needs the whole environment too: the panel then checks every variable of the new one.
          environment: isUntouched
            ? .untouched : .merged(declared: desired.startup.environment.byName, initially: initialValues))))
  }
  return actions
}

extension [Action] {
  /// The observed values of all fields that these actions touch, without what is left to the customer.
  func touched(in observed: ServerSpec, leaving customers: Set<Field>) -> FieldValues {
    let all = FieldValues(observed)
    var touched = FieldValues()
    for field in all.fields where !customers.contains(field) && contains(where: { $0.touches(field) }) {
      touched[field] = all[field]
    }
    return touched
  }
}

extension Action {
  /// Whether it tells the panel what a field is to be.
  func touches(_ field: Field) -> Bool {
    switch self {
    case .createUser, .linkUser, .createServer, .link: false
    case .updateDetails: field.group == .details
    case .updateBuild: field.group == .build
    case .updateStartup(let update): field.group == .startup && (!field.isVariable || update.environment != .untouched)
    case .suspend, .unsuspend, .delete: field == .suspended
    }
  }
}

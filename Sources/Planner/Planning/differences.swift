/// The fields in which a server is not what it should be, and who moved each, in the fields' order.
///
/// - Parameters:
///   - observed: what the panel has, masked to what the fleet decides.
///   - desired: what the order resolves to, over the observed server.
///   - applied: what the last apply asked and left; a field that is not in it tells nothing about who moved.
///   - isHidden: whether what the panel has in a field is kept from view; who moved such a field is not said either, for that compares.
func differences(
  from observed: ServerSpec, to desired: ServerSpec, applied: OrderResult.Applied?, hiding isHidden: (Field) -> Bool
) -> [Difference] {
  guard observed != desired else { return [] }
  let old = FieldValues(observed)
  let new = FieldValues(desired)
  return new.fields.compactMap { field in
    guard let value = new[field], value != old[field] else { return nil }
    guard let found = old[field] else {
      return Difference(
        field: field, old: .unset, new: value,
        cause: cause(of: field, desired: value, observed: nil, applied: applied))
    }
    if isHidden(field) { return Difference(field: field, old: .hidden, new: value, cause: .unrecorded) }
    return Difference(
      field: field, old: .shown(found), new: value,
      cause: cause(of: field, desired: value, observed: found, applied: applied))
  }
}

/// Who moved a field that is not as it should be.
func cause(
  of field: Field, desired: String, observed: String?, applied: OrderResult.Applied?
) -> Difference.Cause {
  guard let applied, let recorded = applied.spec[field] else { return .unrecorded }
  return switch (desired != applied.asked[field] ?? recorded, observed != recorded) {
  case (true, true): .conflicting
  case (true, false): .edited
  case (false, true), (false, false): .drifted
  }
}

extension ServerSpec {
  /// With only those variables that the fleet declares, for the others are nobody's business here.
  func masked(to declared: Variables) -> ServerSpec {
    guard startup.environment.keys != declared.keys else { return self }
    var masked = self
    masked.startup.environment = startup.environment.filter { declared[$0.key] != nil }
    return masked
  }
}

extension Egg {
  /// Whether a field is a variable that the egg does not have.
  func lacks(_ field: Field) -> Bool {
    guard case .variable(let name) = field else { return false }
    return !variables.contains { $0.name == name }
  }
}

extension ImportCandidate {
  /// The same without what its server's egg has no room for: nothing would be kept there.
  func leaving(_ isLeft: (Field) -> Bool) -> ImportCandidate {
    ImportCandidate(
      order: order, sold: sold, isIDRead: isIDRead, kept: kept.filter { !isLeft($0) }, variables: variables,
      isRetired: isRetired)
  }
}

extension Fleet {
  /// Variables that are declared for an imported order, and that its server's egg does not have: each where it is declared.
  func undeclarable(_ candidate: ImportCandidate, in catalog: EffectiveCatalog, egg: Egg?) -> [Diagnostic] {
    guard let egg else { return [] }
    var places: [String: Place] = [:]
    catalog.tier(of: candidate.order).forEachVariable(of: candidate.order) { places[$0.name] = $0.setting.place }
    return candidate.kept.compactMap { field in
      guard case .variable(let name) = field, egg.lacks(field),
        let place = places[name]
      else { return nil }
      return Diagnostic(
        .warning, code: "no-such-variable", "egg \(egg.id) has no variable \(quoted(name))",
        hint: "declare it in the tiers whose egg has it, or add it to the egg on the panel", at: place)
    }
  }
}

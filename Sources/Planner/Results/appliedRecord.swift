extension ResultDraft {
  /// What was carried out last, and what the panel had after it.
  var applied: OrderResult.Applied? {
    guard case .declared(let order, let fleet) = order, let server, let basis else { return previous?.applied }
    let resolved = resolve(order, in: fleet.catalog, under: fleet.settings)
    let spec = recordedSpec(of: server, resolved)
    let known = previous?.applied
    if case .nothingDone = basis.occasion,
      spec == known?.spec, resolved.sold.tier == known?.tier, resolved.sold.addons == known?.addons ?? []
    {
      return known
    }
    return OrderResult.Applied(
      revision: run.revision, change: basis.change, at: run.startedAt, tier: resolved.sold.tier,
      addons: resolved.sold.addons, spec: spec)
  }

  private struct Basis {
    let change: Digest
    let occasion: Occasion

    enum Occasion {
      case changeApplied
      case nothingDone
    }
  }

  /// What a new record would rest upon; nil where the old one stands.
  private var basis: Basis? {
    switch done?.outcome {
    case .applied: done.map { Basis(change: $0.change.digest, occasion: .changeApplied) }
    case .failed, .skipped, .unknown: nil
    case nil: standing == .inStep ? previous?.applied.map { Basis(change: $0.change, occasion: .nothingDone) } : nil
    }
  }

  /// Field by field, without what customers decide. A field that was neither told to the panel nor is as it should be keeps
  /// what was recorded of it, so that drift which was held back is still drift next time.
  private func recordedSpec(of server: ObservedServer, _ resolved: Desired) -> FieldValues {
    let observed = server.spec.masked(to: resolved.environment)
    let desired = FieldValues(
      resolved.spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended))
    var spec = FieldValues(observed).without(resolved.customersFields)
    guard case .applied = done?.outcome, let target = done?.change.server else { return spec }
    for field in spec.fields where target.touched[field] == nil && desired[field] != spec[field] {
      spec[field] = previous?.applied?.spec[field]
    }
    return spec
  }
}

extension ResultDraft {
  /// What was carried out last, and what the panel had after it.
  var applied: OrderResult.Applied? {
    switch (order, done?.outcome.carriedOut) {
    case (.declared(let order), .applied(let left, _)):
      guard let change = done?.change, let left = left ?? server else { return previous?.applied }
      let said = remembered(of: order, left: left.spec) { field in
        change.server == nil || change.actions.contains { $0.touches(field) }
      }
      return said.record(change.digest, by: context.run)
    case (.declared(let order), nil):
      guard let known = previous?.applied, let server else { return previous?.applied }
      guard standing == .inStep else {
        // It waits, or is to end. A run that was killed may have suspended it before it could record that.
        let isNews = known.spec[.suspended] == "no" && isSuspended(server, asWantedBy: order)
        return isNews ? known.suspended(by: known.change, of: context.run) : known
      }
      let said = remembered(of: order, left: server.spec) { _ in false }
      return said.isIn(known) ? known : said.record(known.change, by: context.run)
    case (.removed, .applied):
      return done.flatMap { previous?.applied?.suspended(by: $0.change.digest, of: context.run) }
    case (.removed(_, let consequence), nil):
      // The same for one whose order is gone.
      guard let known = previous?.applied, let server else { return previous?.applied }
      let isNews = consequence == .suspend && server.spec.isSuspended && known.spec[.suspended] == "no"
      return isNews ? known.suspended(by: known.change, of: context.run) : known
    case (.declared, .installFailed), (.declared, .failed), (.declared, .skipped), (.declared, .unknown),
      (.declared, .contradicted), (.removed, .installFailed), (.removed, .failed), (.removed, .skipped),
      (.removed, .unknown), (.removed, .contradicted):
      return previous?.applied
    }
  }

  private func isSuspended(_ server: ObservedServer, asWantedBy order: Order) -> Bool {
    server.isSuspended && intent(of: order).suspends(server.spec)
  }

  private func intent(of order: Order) -> Intent {
    wanted(by: order, under: context.fleet.settings.policy, asOf: context.run.plan.asOf)
  }

  /// What is to be remembered of a server, field by field, without what customers decide and what the order ignores.
  ///
  /// A field that was told to the panel is recorded as the panel left it, and with what was asked where that is not the same.
  /// One that was not told is recorded where it is as it should be; elsewhere the old record stays, so that drift which was held
  /// back, or came during the run, is still drift next time.
  private func remembered(
    of order: Order, left: ServerSpec, wasTold: (Field) -> Bool
  ) -> Memory {
    let resolved = context.fleet.effectiveCatalog.resolve(order).ignoring(order.ignored, on: left)
    let observed = left.masked(to: resolved.environment)
    let leftAlone = resolved.customersFields.union(order.ignored)
    let found = FieldValues(observed).without(leftAlone)
    let desired = resolved.spec(
      over: observed, owner: observed.details.owner, isSuspended: intent(of: order).suspends(observed))
    let known = previous?.applied
    guard desired != observed else {
      // Nothing is asked of it. Of a fleet, nearly all servers are as they should be.
      var memory = Memory(sold: resolved.sold, spec: found)
      if !leftAlone.contains(.owner), !wasTold(.owner), let owner = known?.spec[.owner] { memory.spec[.owner] = owner }
      return memory
    }
    let wished = FieldValues(desired)
    var memory = Memory(sold: resolved.sold)
    for field in found.fields(and: wished) where !leftAlone.contains(field) {
      if wasTold(field) {
        memory.spec[field] = found[field]
        if field.isNormalized, wished[field] != found[field] { memory.asked[field] = wished[field] }
      } else if field == .owner {
        // Whom an order's server belongs to, only a plan can say.
        memory.spec[field] = known?.spec[field] ?? found[field]
      } else if wished[field] == found[field] {
        memory.spec[field] = found[field]
      } else {
        memory.spec[field] = known?.spec[field]
        memory.asked[field] = known?.asked[field]
      }
    }
    return memory
  }
}

extension Outcome {
  /// A server whose installation failed was made all the same, and has what it was to have.
  fileprivate var carriedOut: Outcome {
    if case .installFailed(let server, let address) = self { .applied(server: server, address: address) } else { self }
  }
}

/// What a run learned of one server.
private struct Memory {
  let sold: Change.Sold
  var spec = FieldValues()
  var asked = FieldValues()

  func isIn(_ known: OrderResult.Applied) -> Bool {
    spec == known.spec && asked == known.asked && sold.tier == known.tier && sold.addons == known.addons
  }

  func record(_ change: Digest, by run: Run) -> OrderResult.Applied {
    .init(
      revision: run.revision, change: change, at: run.startedAt, tier: sold.tier, addons: sold.addons, spec: spec,
      asked: asked)
  }
}

extension OrderResult.Applied {
  /// As it was, and suspended; nothing else is ever done to a server whose order was removed.
  fileprivate func suspended(by change: Digest, of run: Run) -> OrderResult.Applied {
    var spec = spec
    spec[.suspended] = "yes"
    return .init(
      revision: run.revision, change: change, at: run.startedAt, tier: tier, addons: addons, spec: spec, asked: asked)
  }
}

extension Intent {
  fileprivate func suspends(_ observed: ServerSpec) -> Bool {
    switch self {
    case .running: false
    case .suspended, .gone: true
    case .asItIs, .undecided: observed.isSuspended
    }
  }
}

public import Planner

/// What `plan` asks for.
public struct PlanRequest: Sendable {
  public let source: FleetSource
  /// The revision whose own changes are shown apart, as pending before; nil for none. A merge's own base stands for it.
  public let base: String?
  public let asOf: Instant
  /// Whether `asOf` is a day that somebody gave, and not this machine's clock.
  public let isDayGiven: Bool
  /// The time, whatever day the plan is as of.
  public let now: @Sendable () -> Instant
  /// The orders to show; none stands for all.
  public let orders: Set<OrderID>
  public let look: Look

  /// How much of the panel is looked at.
  public enum Look: String, Sendable, CaseIterable {
    /// What changed since the base, where that is less work for the panel than everything.
    case auto
    /// What changed since the base, if that is not about every order.
    case changed
    case everything
  }

  public init(
    source: FleetSource, base: String?, asOf: Instant, isDayGiven: Bool, now: @escaping @Sendable () -> Instant,
    orders: Set<OrderID>, look: Look = .everything
  ) {
    self.source = source
    self.base = base
    self.asOf = asOf
    self.isDayGiven = isDayGiven
    self.now = now
    self.orders = orders
    self.look = look
  }

  /// Whether everything is looked at, whatever the documents say.
  var looksAtEverything: Bool { look == .everything || base == nil }

  func beside(_ base: String) -> PlanRequest {
    PlanRequest(
      source: source, base: base, asOf: asOf, isDayGiven: isDayGiven, now: now, orders: orders, look: look)
  }
}

/// A plan to look at.
public struct ShownPlan: Sendable {
  /// Everything that apply would do, as far as it was looked at.
  public let whole: Plan
  /// What was asked for: what the revision adds, with the rest as pending; only the named orders, where some are named.
  public let shown: Plan
  /// The problems of the documents.
  public let diagnostics: [Diagnostic]
  /// The problems that the base has as well, which are not of the revision's making.
  let known: Set<Diagnostic>

  /// The errors in documents; where there is a base, those that it does not have.
  public var errors: [Diagnostic] {
    (diagnostics + shown.diagnostics).filter { $0.severity == .error && !known.contains($0) }
  }

  /// Whether there are such errors.
  public var isFaulty: Bool { !errors.isEmpty }
}

import Health
import Intake
import Logging
import Planner
import Reconcile

/// What the parts of a server do and are hindered by, as they told last: `/status` and metrics answer from here, and ask nobody.
actor StatusBoard {
  private(set) var parts: [ServicePart: PartState] = [:]
  private var reconciler: Reconciler?
  private var watch: BotWatch?
  private(set) var detail = MetricsDetail.automatic
  /// Orders by where they stand, by the branch's tip.
  private(set) var orders: [(phase: OrderStatus.Phase, count: Int)] = []
  private(set) var inbox: IntakeCounts?
  private(set) var mirror: MirrorState?
  private(set) var mirrorFailures = 0
  /// Deliveries by how they came and what was answered.
  private(set) var deliveries: [DeliveryKind: Int] = [:]
  let version: String
  let began: Instant
  private let now: @Sendable () -> Instant
  private let log: Logger

  init(version: String, now: @escaping @Sendable () -> Instant, log: Logger) {
    (self.version, began, self.now, self.log) = (version, now(), now, log)
  }

  struct DeliveryKind: Hashable, Sendable {
    let way: String
    let answer: String
  }

  func note(_ part: ServicePart, _ phase: PartState.Phase, why: String? = nil, advice: String? = nil) {
    let before = parts[part]
    let isSame = before?.phase == phase && before?.why == why
    if !isSame { tell(part, phase, why) }
    parts[part] = PartState(phase: phase, why: why, advice: advice, since: isSame ? before?.since ?? now() : now())
  }

  /// What hinders a part is in the log as well, once, and so is that it no longer does.
  private func tell(_ part: ServicePart, _ phase: PartState.Phase, _ why: String?) {
    var facts: Logger.Metadata = ["part": "\(part.rawValue)", "state": "\(phase.rawValue)"]
    facts["why"] = why.map { "\($0)" }
    log.log(level: phase == .hindered ? .warning : .info, "part", metadata: facts)
  }

  /// Asks this one what it is doing; it answers from memory, also during a run.
  func follow(_ reconciler: Reconciler) { self.reconciler = reconciler }

  /// Asks this one what is seen of the bots; nil where nothing is watched.
  func follow(_ watch: BotWatch?, showing detail: MetricsDetail = .automatic) {
    (self.watch, self.detail) = (watch, detail)
  }

  func note(_ orders: [(phase: OrderStatus.Phase, count: Int)]) { self.orders = orders }

  var health: HealthState? { get async { await watch?.state() } }

  var reconcile: ReconcileState? { get async { await reconciler?.state } }

  func note(_ counts: IntakeCounts) { inbox = counts }

  func note(_ state: MirrorState) { mirror = state }

  func noteMirrorFailure() { mirrorFailures += 1 }

  func noteDelivery(_ way: ArrivedDelivery.Way, _ answer: IntakeAnswer) {
    let word =
      switch answer {
      case .begun: "begun"
      case .same: "same"
      case .conflict: "conflict"
      case .invalid: "invalid"
      case .incomplete: "incomplete"
      }
    deliveries[DeliveryKind(way: way.rawValue, answer: word), default: 0] += 1
  }

  func status() async -> StatusShown {
    StatusShown(parts, await reconcile, inbox, mirror, await health, version: version, began: began)
  }
}

/// A part of the server, which runs whatever becomes of the others.
public enum ServicePart: String, Hashable, Sendable, CaseIterable {
  case listener, settings, intake, reconcile, mirror, health, notify, pages, metrics
}

/// How a part is.
struct PartState: Hashable, Sendable {
  enum Phase: String, Hashable, Sendable {
    case off, starting, running, hindered, stopped
  }

  let phase: Phase
  let why: String?
  let advice: String?
  let since: Instant
}

import HTTP
import Logging
import Planner
import Store

/// What all lanes have in common.
struct Surroundings: Sendable {
  let outbox: Outbox
  let http: HTTPClient
  let staffTexts: MessageTexts
  let customerTexts: MessageTexts
  let now: @Sendable () -> Instant
  /// From 0 to 1.
  let chance: @Sendable () -> Double
  let log: Logger

  func texts(for audience: Audience) -> MessageTexts {
    switch audience {
    case .staff: staffTexts
    case .customer: customerTexts
    }
  }
}

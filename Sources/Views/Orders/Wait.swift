public import Notify
import Planner

/// What intake knows of an order that has not come to a server yet.
public struct Wait: Hashable, Sendable {
  public let state: CustomerState
  /// In a line, for administrators.
  public let words: String?

  public init(_ state: CustomerState, words: String?) { (self.state, self.words) = (state, words) }

  /// What is to be done about it; nil where git says more, or nothing is.
  func need(of status: OrderStatus?) -> Need? {
    guard status?.result?.livingServer == nil else { return nil }
    return switch state {
    case .waiting(.capacity): .room
    case .waiting(.review): .review
    case .waiting(.payment), .waiting(.panel), .received, .deploying, .running, .suspended, .ending, .ended, .failed,
      .crashLoop, .needsToken, .drift:
      nil
    }
  }

  func words(of status: OrderStatus) -> String? { status.result?.livingServer == nil ? words : nil }
}

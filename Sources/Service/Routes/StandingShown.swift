import Intake
import Planner

/// Where an order stands, as its sender is told: `{"order", "delivery", "receivedAt", "state", …}`.
struct StandingShown: Encodable {
  let order: String
  let delivery: String
  let receivedAt: String
  /// `received`, `retrying`, `committed`, `nothing-to-do`, `waiting`, `pull-request`, `needs-person`, `discarded`
  let state: String
  var why: String?
  /// What it waits for: `capacity`.
  var waiting: String?
  var commit: String?
  var pullRequest: String?
  var retryAt: String?

  init(_ standing: OrderStanding) {
    order = standing.order.text
    delivery = standing.delivery
    receivedAt = "\(standing.receivedAt)"
    switch standing.phase {
    case .received: state = "received"
    case .retrying(let at, let why): (state, self.why, retryAt) = ("retrying", why, "\(at)")
    case .committed(let commit, let waiting):
      (state, self.commit, self.waiting, why) = (
        "committed", commit.description, waiting?.kind.rawValue, waiting?.words
      )
    case .nothingToDo: state = "nothing-to-do"
    case .waiting(let word): (state, waiting, why) = ("waiting", word.kind.rawValue, word.words)
    case .pullRequest(_, let url): (state, pullRequest) = ("pull-request", url)
    case .needsPerson(let why): (state, self.why) = ("needs-person", why)
    case .discarded(let why): (state, self.why) = ("discarded", why)
    }
  }
}

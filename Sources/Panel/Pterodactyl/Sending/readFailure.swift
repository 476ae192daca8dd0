import FoundationEssentials
import HTTP
import Planner

/// What an answer without success means. Decided by the panel's exception, because a daemon's errors come through with
/// the daemon's status (recordings 32-008, 45-010).
func readFailure(of response: HTTPResponse, to call: APIRequest) -> PanelFailure {
  guard let entries = try? JSONDecoder().decode(ErrorBody.self, from: Data(response.body)).errors,
    let code = entries.first?.code
  else { return readFailureWithoutBody(response.status, call) }
  if code == "DaemonConnectionException" { return .daemonFailed(node: call.node, status: response.status) }
  return switch (response.status, code) {
  case (400, "TwoFactorAuthRequiredException"): .access(.twoFactorRequired)
  case (401, "AuthenticationException"): .access(.keyRefused)
  case (403, "AccessDeniedHttpException"): .access(accessProblem(response, entries[0].detail, call.permission))
  case (404, "NotFoundHttpException"):
    isOfThePanel(response, entries[0].detail) ? .notFound(.subject(of: call.name)) : .notAPanel(status: 404)
  case (422, "ValidationException"): .rejected(entries.map(\.rejection))
  case (429, "ThrottleRequestsException"): .throttled
  case (503, "HttpException"): .inMaintenance
  case (500..., _): .failing(call.effect, status: response.status, code: code)
  case (_, _): .refused(status: response.status, code: code)
  }
}

/// HTML, a redirect or nothing: from a web server in front of the panel, or from something that is not a panel.
private func readFailureWithoutBody(_ status: Int, _ call: APIRequest) -> PanelFailure {
  switch status {
  case 429: .throttled
  case 500...: .failing(call.effect, status: status, code: nil)
  default: .notAPanel(status: status)
  }
}

/// Whether a thing is missing, and not the panel. A route that the panel does not have is never counted. A thing that
/// it does not have is counted by 1.11, and looked up before the limiter from 1.12 on; then only the text distinguishes
/// the two, and nothing is taken for gone except by the panel's very words.
private func isOfThePanel(_ response: HTTPResponse, _ detail: String) -> Bool {
  response.isCounted || detail.hasPrefix("The requested resource could not be found")
}

/// Three refusals share status and exception, and differ in their text, on which nothing may depend: a wrong guess
/// gives the wrong advice, and no more. A counted request was never refused because of the address; from 1.12 on, a
/// refusal because of the owner is not counted either.
private func accessProblem(_ response: HTTPResponse, _ detail: String, _ permission: Permission) -> AccessProblem {
  if detail.hasPrefix("This account") { return .ownerIsNoAdmin }
  return response.isCounted ? .permissionMissing(permission) : .addressRefused
}

/// What the lack of an answer to a request means, in words that stay the same from run to run.
func readFailure(of failure: TransportFailure, to call: APIRequest) -> PanelFailure {
  let effect = failure.mayHaveReachedServer ? call.effect : .never
  return switch failure {
  case .cancelled: .cancelled(effect)
  case .tlsFailed(let detail): .untrusted(detail)
  case .invalidRequest: .noAnswer(effect, .unsendable)
  case .cannotResolve: .noAnswer(effect, .nameUnknown)
  case .cannotConnect: .noAnswer(effect, .noConnection)
  case .timedOut: .noAnswer(effect, .timeout)
  case .interrupted: .noAnswer(effect, .interruption)
  case .tooLarge: .noAnswer(effect, .flood)
  case .outOfResources: .noAnswer(effect, .exhaustion)
  }
}

/// Whether the same request may well succeed a moment later.
func isPassing(_ failure: PanelFailure) -> Bool {
  switch failure.kind.retry {
  case .withinRun: true
  case .withinRunIfMomentary: isMomentary(failure)
  // The panel has waited for a daemon already; the next run gives it more time than we would.
  case .nextRun: false
  }
}

/// Whether the web server could not reach the panel, or the panel its database.
private func isMomentary(_ failure: PanelFailure) -> Bool {
  if case .failing(_, let status, _) = failure, [502, 503, 504].contains(status) { return true }
  return isOfDatabase(failure)
}

/// Whether the panel's database failed. The panel does not say why: two transactions blocked each other (MariaDB's
/// 1213), one waited too long for another's lock (1205), or the database was gone for a moment. All of these usually
/// pass, and in each the panel has undone what it did in that transaction.
func isOfDatabase(_ failure: PanelFailure) -> Bool {
  guard case .failing(_, 500, let code?) = failure else { return false }
  return ["QueryException", "DeadlockException", "LostConnectionException", "PDOException"].contains(code)
}

/// `{"errors": [{"code", "status", "detail", "meta"}]}`, one entry for each broken rule.
private struct ErrorBody: Decodable {
  struct Entry: Decodable {
    struct BrokenRule: Decodable {
      let field: String?
      let rule: String?

      private enum CodingKeys: String, CodingKey {
        case rule
        case field = "source_field"
      }
    }
    let code: String
    let detail: String
    let meta: BrokenRule?

    var rejection: PanelFailure.Rejection {
      PanelFailure.Rejection(field: meta?.field ?? "?", rule: meta?.rule ?? "?")
    }
  }
  let errors: [Entry]
}

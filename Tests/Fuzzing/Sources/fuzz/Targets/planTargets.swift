import Git
import Reports

@testable import Applier
@testable import Planner

/// From documents to plans, and what people see of them; and plans that come back as files.
let planTargets = [
  FuzzTarget(name: "plan") { bytes in
    let files = sampleFiles + [file("orders/ord-1.yaml", bytes)]
    let reading = readFleet(files, in: "fleet", revision: .commit("4f2c1ab"), environment: [:])
    guard let fleet = reading.fleet else { fatalError("one order holds back everyone") }
    requireWhole(sampleObservation, for: fleet)
  },
  FuzzTarget(name: "saved-plan") { bytes in
    do throws(SavedPlanFailure) {
      let saved = try readSavedPlan(bytes)
      let planned = PlannedFleet(
        fleet: sampleFleet, trusted: TrustedResults(sampleFleet.results), observation: sampleObservation,
        plan: samplePlan, takenOver: [])
      let present = StalenessContext(planned, then: sampleFleet, revision: saved.revision)
      for change in saved.changes {
        guard let order = OrderID(change.order) else { continue }
        requireHarmless(change.whatMoved(to: present, order))
      }
    } catch {
      requireHarmless(error.description)
    }
  },
]

let samplePlan = makePlan(
  from: sampleObservation, to: sampleFleet, trusting: TrustedResults(sampleFleet.results), asOf: sampleNoon)

/// Plans, reports and records; what is recorded can be read back, and a commit's message has no trailers but ours.
func requireWhole(_ observation: Observation, for fleet: Fleet) {
  let plan = makePlan(from: observation, to: fleet, trusting: TrustedResults(fleet.results), asOf: sampleNoon)
  require(
    plan == makePlan(from: observation, to: fleet, trusting: TrustedResults(fleet.results), asOf: sampleNoon),
    "two plans of one observation")
  requireHarmless(planText(plan, style: .plain, today: sampleNoon.day))
  requireHarmless(planMarkdown(plan))
  requireHarmless(planJSON(plan))
  require(planHTML(plan).components(of: "<script").count == 2, "a script of somebody else's")
  _ = makeCapacity(from: observation, to: fleet, asOf: sampleNoon)
  let outcomes = plan.changes.enumerated().map { index, change -> (change: Change, outcome: Outcome) in
    let server = observation.servers.first { $0.externalID == change.order.text } ?? observation.servers.first
    let failure = OrderResult.Failure(action: "create", code: "failed", message: fleet.settings.name)
    return (change, index % 3 == 2 ? .failed(failure) : .applied(server: server, address: "203.0.113.7:25565"))
  }
  let run = Run(plan: plan, revision: "4f2c1ab", startedAt: sampleNoon, outcomes: outcomes)
  let results = makeResults(of: run, for: fleet, after: observation.servers)
  for result in results { requireReadable(result) }
  let message = commitMessage(for: run, results: results, from: Provenance(run: nil, approvedBy: [], accepted: nil))
  let allowed: Set = ["Fleet-Revision", "Plan-Digest", "Orders"]
  require(Set(trailers(of: message).map(\.key)).isSubset(of: allowed), "a trailer that nobody wrote: \(message)")
  requireHarmless(message)
}

private func requireReadable(_ result: OrderResult) {
  let written = writeResult(result)
  guard written.count <= DocumentKind.result.byteLimit else { return }
  let again = readResult(file(resultPath(of: result.order), written), in: sampleListing)
  require(again.value == result, "what is recorded is not what is read: \(again.diagnostics)")
}

extension String {
  fileprivate func components(of word: String) -> [Substring] {
    split(separator: word, omittingEmptySubsequences: false)
  }
}

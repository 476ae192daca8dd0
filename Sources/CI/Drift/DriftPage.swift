import Planner
import Reports

/// What is told about drift.
struct DriftPage: Sendable {
  let names: CINames
  let items: [DriftItem]
  /// The branch that the panel is compared with.
  let branch: String
  let at: Instant
  let runURL: String?

  /// The one issue about drift; closed where nothing differs.
  func issue(replacing before: String?, budget: Int) -> KeptIssue {
    let marker = names.issueMarker("drift")
    guard !items.isEmpty else {
      return KeptIssue(
        title: "botfleet: no difference between the panel and git",
        body: "\(marker)\nNothing differs any more.\n\n\(asOf)\n", isOpen: false)
    }
    let sightings = DriftSightings(reading: before ?? "", now: at).updated(for: items, at: at)
    let kept = sightings.lines(room: budget / 3)
    let text = page(sightings, top: marker + "\n", budget: budget - kept.utf8.count) + "\n" + kept
    return KeptIssue(title: title, body: text, isOpen: true)
  }

  /// The same for a job's summary, without what only the issue knows.
  var summary: String {
    if items.isEmpty { return "**Nothing differs between the panel and git.**\n\n\(asOf)\n" }
    return page(nil, top: "", budget: 1_000_000)
  }

  private func page(_ sightings: DriftSightings?, top: String, budget: Int) -> String {
    let intro = "Somebody changed the panel, and no document asked for it: \(counted(items.count, "difference"))."
    var page = RowPage("\(top)\(intro)\n\n\(asOf)\n", budget: budget)
    page.add(
      "What differs",
      items.map { item in
        let since = sightings?.since[item.key].map { ", since \($0) or earlier" } ?? ""
        return "\(item.order) \(item.kind.rawValue): \(item.told)\(since)"
      })
    page.add("Ways out", DriftItem.Kind.allCases.filter { kind in items.contains { $0.kind == kind } }.flatMap(ways))
    page.add(
      "\nWhere what is on the panel is right, a pull request takes it over. This issue closes itself when nothing differs any more.\n"
    )
    return page.text
  }

  /// The commands for the first of a kind, which are those for the others, too.
  private func ways(for kind: DriftItem.Kind) -> [String] {
    guard let first = items.first(where: { $0.kind == kind }) else { return [] }
    let words =
      switch kind {
      case .changed: ["take over into git", "put back on the panel"]
      case .vanished: ["create it again"]
      case .suspended: ["let it run again", "take over into git"]
      }
    return zip(words, first.waysOut).map { "\(kind.rawValue): \($0): \($1)" }
  }

  private var title: String { "botfleet: \(counted(items.count, "difference")) between the panel and git" }

  private var asOf: String { "\(asOfLine)\(at), \(codeSpan(branch, upTo: 200)).\(runLink(runURL))" }
}

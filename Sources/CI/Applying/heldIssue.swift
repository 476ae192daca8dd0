import Planner
import Reports

extension ApplyPage {
  /// The one issue about changes that are held back; closed where none is, left as it is where no plan was made.
  func heldIssue(budget: Int) -> KeptIssue? {
    guard applied.plan != nil, applied.failure == nil else { return nil }
    let held = applied.heldChanges
    let marker = names.issueMarker("held")
    guard !held.isEmpty else {
      return KeptIssue(
        title: title(0), body: "\(marker)\nNothing is held back any more.\n\n\(asOf)\n", isOpen: false)
    }
    var page = RowPage(
      """
      \(marker)
      `policy.apply` is `reviewed`, and no pull request showed these changes as they are now. They are not performed until one does, or somebody \
      accepts them.

      \(asOf)

      """, budget: budget)
    page.add("Held back", held.map(heldRow))
    if let digest = applied.nextAcceptance { page.add(wayOut(accepting: digest)) }
    return KeptIssue(title: title(held.count), body: page.text, isOpen: true)
  }

  private var asOf: String { "\(asOfLine)\(at).\(runLink(runURL))" }

  private func title(_ count: Int) -> String {
    count == 0 ? "botfleet: no changes held back" : "botfleet: \(counted(count, "change")) held back for review"
  }
}

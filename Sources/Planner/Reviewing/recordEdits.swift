/// What a revision makes of the records, for its own plan: a pull request can write there, and nobody but apply ought to.
///
/// - Parameters:
///   - fork: the records where the revision left the branch that it is for; what changed there since is not of its making.
///   - branch: the records of that branch.
///   - fleet: the fleet at the revision.
public func recordEdits(
  since fork: [OrderID: OrderResult], beside branch: [OrderID: OrderResult], in fleet: Fleet
) -> [Notice] {
  Set(fork.keys).union(fleet.results.keys).sorted().compactMap { order in
    let result = fleet.results[order]
    guard result != fork[order] else { return nil }
    let edit = RecordEdit(from: branch[order], to: result, isUnreadable: fleet.unreadable.contains(order))
    return edit.map { Notice(order: order, kind: .recordEdit($0)) }
  }
}

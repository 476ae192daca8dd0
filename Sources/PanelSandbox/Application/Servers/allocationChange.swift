/// What a build does to a server's allocations.
struct AllocationChange: Sendable {
  var added: [Int] = []
  var removed: [Int] = []
  /// The default allocation afterwards.
  var standard: Int
}

/// Works out which allocations a build adds and removes. What cannot be added or removed is left out without a word;
/// what counts as the default is the allocation named in the request, not the current one (scenario 24).
func allocationChange(for server: Server, _ call: Call, in state: PanelState) throws(Refusal) -> AllocationChange {
  let named = call.number("allocation") ?? server.allocation
  let toAdd = identifiers(call.field("add_allocations"))
  let toRemove = identifiers(call.field("remove_allocations"))
  var change = AllocationChange(standard: named)
  change.added = toAdd.filter { id in
    state.allocations[id].map { $0.node == server.node && $0.server == nil } ?? false
  }
  if toRemove.contains(named) {
    guard let freshlyAdded = change.added.first else {
      throw .display(
        "You are attempting to delete the default allocation for this server but there is no fallback allocation "
          + "to use.")
    }
    change.standard = freshlyAdded
  }
  change.removed = toRemove.filter { id in
    !toAdd.contains(id) && state.allocations[id]?.server == server.id
  }
  let isOwn = state.allocations[change.standard]?.server == server.id || change.added.contains(change.standard)
  if !isOwn { throw .display("The requested default allocation is not currently assigned to this server.") }
  return change
}

/// The ids of a list in ascending order, each once.
private func identifiers(_ list: JSON?) -> [Int] {
  Set((list?.items ?? []).compactMap(PHPNumber.integer)).sorted()
}

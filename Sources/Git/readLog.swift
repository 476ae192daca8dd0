/// The commits that changed something at a path, the newest first, chosen as `git log -- PATH` chooses them: where a
/// merge took over a parent's state, only that parent is followed.
func readLog(
  from tip: ObjectID, path: String, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [Commit] {
  let path = try normalised(path)
  var history = try CommitWalk(of: repository)
  var states: [ObjectID: FoundEntry?] = [:]
  var found: [Commit] = []
  history.visit(try history.read(tip, in: repository))
  while found.count < limit, let step = history.next() {
    let parents = try readAll(step.parents, history, repository)
    let here = try state(of: step, at: path, &states, repository)
    states[step.id] = nil
    var unchanged: CommitWalk.Step?
    for parent in parents where unchanged == nil && !path.isEmpty {
      if try state(of: parent, at: path, &states, repository) == here { unchanged = parent }
    }
    if let unchanged {
      history.visit(unchanged)
    } else {
      if path.isEmpty || here != nil || !parents.isEmpty { found.append(try readCommit(step.id, in: repository)) }
      for parent in parents { history.visit(parent) }
    }
  }
  return found
}

private func readAll(
  _ ids: [ObjectID], _ history: borrowing CommitWalk, _ repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [CommitWalk.Step] {
  var steps: [CommitWalk.Step] = []
  for id in ids { steps.append(try history.read(id, in: repository)) }
  return steps
}

/// What a commit has at the path; remembered, because each commit is asked for once as a parent and once for itself.
private func state(
  of step: CommitWalk.Step, at path: String, _ states: inout [ObjectID: FoundEntry?],
  _ repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> FoundEntry? {
  if path.isEmpty { return nil }
  if let known = states[step.id] { return known }
  let state = try entry(at: path, in: lookUpTree(step.tree, in: repository), repository)
  states[step.id] = .some(state)
  return state
}

/// A commit that two commits both follow, and no newer one does as far as their times tell; nil where the history that is here has none.
func commonAncestor(
  of one: ObjectID, and other: ObjectID, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  var ancestors: Set<ObjectID> = []
  var history = try History(of: repository)
  history.visit(try history.read(one, in: repository))
  while let step = history.next() {
    ancestors.insert(step.id)
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  history = try History(of: repository)
  history.visit(try history.read(other, in: repository))
  var left = limit
  while left > 0, let step = history.next() {
    left -= 1
    if ancestors.contains(step.id) { return step.id }
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  return nil
}

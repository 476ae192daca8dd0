import CLibGit2
import Glibc

/// Lets index and working tree below a path follow from one commit to another. Returns the paths that stay as they are,
/// because somebody has changed them here.
///
/// A path counts as unchanged when index and file each hold the old commit's bytes or already the new one's: so a call that
/// was cut short is finished by the next.
func updateCheckout(
  below path: String, from old: ObjectID, to new: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String] {
  try requireWorkTree(of: repository)
  let moves = try findMoves(below: path, from: old, to: new, in: repository)
  guard !moves.isEmpty else { return [] }
  let checkout = try Checkout(of: repository)
  // All looking before all changing: libgit2 sorts the index anew for each look that follows a change.
  var untouched: [Move] = []
  var kept: [String] = []
  for move in moves {
    if try checkout.isUntouched(move, in: repository) { untouched.append(move) } else { kept.append(move.path) }
  }
  for move in untouched { try checkout.follow(move, in: repository) }
  try checkout.finish()
  return kept.sorted()
}

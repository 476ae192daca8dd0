public import Git

/// What became of a run's results.
public enum Recording: Sendable {
  /// Nothing new: no commit.
  case nothingNew
  /// Nothing new, and results of earlier runs still wait for their branch to accept them.
  case stillWaiting(remote: String)
  /// Committed on the branch; `place` says whether the remote has it.
  case committed(ObjectID, Place, checkout: CheckoutNote?)
  /// Nothing was committed.
  case failed(GitError)

  /// Where the commit is.
  public enum Place: Hashable, Sendable {
    /// The remote was asked and has it.
    case pushed(remote: String)
    /// It was not to be pushed, or there is no remote.
    case local
    /// The remote did not accept it on its branch, was asked, and has it on a branch beside that.
    case aside(remote: String, why: String)
    /// The remote did not accept it at all; the commit is in this clone.
    case refused(remote: String, why: String)
    /// The remote could not be reached, or did not say whether it accepted it; the commit is in this clone.
    case unpushed(GitError)
  }

  /// What people should know about their checkout.
  public enum CheckoutNote: Hashable, Sendable {
    /// These files were changed here and stay as they are.
    case kept([String])
    /// The branch that is checked out did not follow; pulling brings the results.
    case pull
    /// Branch, index or files could not follow, or not all of them.
    case stuck(GitError)
  }
}

/// Everything that can go wrong with a repository or its remotes, described so that a person knows what to do.
public enum GitError: Error, Hashable, Sendable {
  /// There is no repository at, or above, the path.
  case notARepository(path: String)
  /// The folder is, or lies in, a bare repository that nobody named, or one that is committed to the repository around it.
  case unnamedBareRepository(path: String)
  /// The repository belongs to somebody else, and git's `safe.directory` does not name it.
  case unsafeOwnership(path: String)
  /// The repository uses something that libgit2 cannot read, such as sha256 object ids or reftable.
  case unsupportedRepository(path: String, why: String)
  /// Something that needs a working tree was asked of a bare repository.
  case noWorkTree(gitDirectory: String)
  /// The revision names no commit.
  case unknownRevision(String, Completeness, why: String)
  /// The name fits more than one thing; the candidates are full names.
  case ambiguousRevision(String, candidates: [String])
  /// Two commits have no ancestor in common, as far as the history is available, so that they cannot be merged.
  case noCommonAncestor(ObjectID, ObjectID, Completeness)
  /// An object that must be there is not in the object database.
  case missingObject(ObjectID, Completeness)
  /// A file that has to be read is left out by a sparse checkout.
  case leftOut(path: String)
  /// The index has a format that libgit2 cannot read; `remedy` is the command that restores one that it can.
  case unreadableIndex(setting: String, remedy: String)
  /// A branch is not where it was expected.
  case moved(branch: String)
  /// Somebody else holds a lock file of the repository.
  case locked(detail: String)
  /// No space is left, or the quota is used up.
  case diskFull(detail: String)
  /// Reading or writing was not allowed.
  case permissionDenied(detail: String)
  /// A path, name or text that git cannot hold.
  case invalid(String, why: String)
  /// libgit2 failed for a reason that has no case of its own.
  case libgit2(code: Int32, class: Int32, message: String)
  /// The operating system failed for a reason that has no case of its own.
  case system(errno: Int32, detail: String)

  /// A commit was to be signed, as git's configuration says, and could not be.
  case signingFailed(stderr: String)

  /// The `git` program is not on the path.
  case gitMissing
  /// The `git` program is older than what is needed.
  case gitTooOld(found: String, needed: String)
  /// A step with a remote took longer than allowed; whether it took effect is unknown.
  case timedOut(step: String, limit: Duration)
  /// The task was cancelled during a step with a remote; whether it took effect is unknown.
  case cancelled(step: String)
  /// The remote, or git on the way to it, refused or failed; `stderr` is what it wrote, with credentials masked.
  case remoteFailed(step: String, RemoteFailure, stderr: String)
  /// The update would take commits away from a remote branch.
  case rewritesHistory(ref: String)

  /// How much of the history and its objects a repository has.
  public enum Completeness: Hashable, Sendable {
    /// All of it: an object that is missing is damage.
    case complete
    /// Commits are cut off at a depth.
    case shallow
    /// Objects are left with the remote until they are needed (`git clone --filter`).
    case partial
  }

  /// Why a step with a remote failed, as far as is known.
  public enum RemoteFailure: Hashable, Sendable {
    /// No such host, connection refused, cut off, TLS.
    case unreachable
    /// The remote does not accept the credentials, or there are none.
    case accessDenied
    /// There is no repository at the address, or no remote of that name.
    case noSuchRemote
    /// Anything else; the program ended with this status.
    case other(status: Int32)
  }
}

extension GitError {
  /// Whether the fault lies with the remote or on the way to it.
  public var concernsRemote: Bool {
    switch self {
    case .gitMissing, .gitTooOld, .timedOut, .cancelled, .remoteFailed, .rewritesHistory: true
    case .signingFailed, .notARepository, .unnamedBareRepository, .unsafeOwnership, .unsupportedRepository, .noWorkTree,
      .leftOut, .unreadableIndex, .unknownRevision, .ambiguousRevision, .noCommonAncestor, .missingObject, .moved,
      .locked, .diskFull,
      .permissionDenied, .invalid, .libgit2, .system:
      false
    }
  }
}

extension GitError: CustomStringConvertible {
  /// One or two sentences: what happened, and what to do.
  public var description: String {
    switch self {
    case .notARepository(let path): "\(path) is not a git repository, nor is any folder above it"
    case .unnamedBareRepository(let path):
      "\(path) is a bare repository that was not named explicitly, and may have been committed to the repository around it; botfleet does not use it. Go to the folder that you mean, or name this repository with --repo, or with GIT_DIR if it is committed"
    case .unsafeOwnership(let path):
      "the repository \(path) belongs to another user; if you trust it: git config --global --add safe.directory \(path)"
    case .unsupportedRepository(let path, let why):
      "the repository \(path) cannot be read (\(why)); sha256 and reftable repositories are not supported"
    case .noWorkTree(let directory): "\(directory) is a bare repository and has no working tree"
    case .unknownRevision(let revision, .complete, let why): "unknown revision '\(revision)': \(why)"
    case .unknownRevision(let revision, let completeness, let why):
      "unknown revision '\(revision)': \(why). It may be missing\(completeness.advice)"
    case .ambiguousRevision(let name, let candidates):
      "'\(name)' is ambiguous: \(candidates.joined(separator: ", ")); give the full name of the one you mean"
    case .noCommonAncestor(let one, let other, .complete):
      "\(one) and \(other) have no commit in common, so they cannot be merged"
    case .noCommonAncestor(let one, let other, let completeness):
      "the last commit that \(one) and \(other) have in common is missing\(completeness.advice)"
    case .missingObject(let id, let completeness): "object \(id) is missing\(completeness.advice)"
    case .leftOut(let path):
      "a sparse checkout leaves \(path) out of the working tree, and there are other changes in the same place; commit them, or run: git sparse-checkout disable"
    case .unreadableIndex(let setting, let remedy):
      "the repository's index cannot be read, because of git's setting \(setting); run: \(remedy)"
    case .moved(let branch): "branch \(branch) has moved in the meantime"
    case .locked(let detail): "another process is writing to the repository: \(detail)"
    case .diskFull(let detail): "no space left: \(detail)"
    case .permissionDenied(let detail): "not permitted: \(detail)"
    case .invalid(let text, let why): "'\(text)' \(why)"
    case .libgit2(let code, let kind, let message): "git failed: \(message) (code \(code), class \(kind))"
    case .system(let errno, let detail): "\(detail) (errno \(errno))"
    case .signingFailed(let stderr):
      "the commit could not be signed, as commit.gpgsign in git's configuration requires: \(stderr)"
    case .gitMissing: "the git program was not found on the PATH; install git"
    case .gitTooOld(let found, let needed): "git \(found) is too old; \(needed) or later is needed"
    case .timedOut(let step, let limit): "\(step) did not finish within \(limit)"
    case .cancelled(let step): "\(step) was cancelled"
    case .remoteFailed(let step, let failure, let stderr):
      "\(step) failed: \(failure.summary)\(stderr.isEmpty ? "" : ": ")\(stderr)"
    case .rewritesHistory(let ref): "the update of \(ref) would remove commits from it"
    }
  }
}

extension GitError.Completeness {
  fileprivate var advice: String {
    switch self {
    case .complete: "; the repository is damaged, `git fsck` reports more"
    case .shallow:
      // With the branches named: a clone of one branch would get no others.
      " from this shallow clone; `git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'` fetches it (in a CI job: fetch-depth: 0, on GitLab GIT_DEPTH: \"0\")"
    case .partial: " from this partial clone; `git fetch --refetch --no-filter` fetches it"
    }
  }
}

extension GitError.RemoteFailure {
  fileprivate var summary: String {
    switch self {
    case .unreachable: "the remote cannot be reached"
    case .accessDenied: "the remote denies access"
    case .noSuchRemote: "there is no such remote repository"
    case .other(let status): "git exited with status \(status)"
    }
  }
}

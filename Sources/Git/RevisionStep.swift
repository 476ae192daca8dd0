import CLibGit2

/// One step back from a commit, as a revision may end with it.
enum RevisionStep {
  /// `~N`: N first parents back.
  case back(Int)
  /// `^N`: the N-th parent, counted from 1; 0 is the commit itself.
  case parent(Int)
}

/// Reads `~2^2` and `^{commit}`; nil for anything else that git allows there.
func readSteps(_ text: Substring) -> [RevisionStep]? {
  var rest = text
  var steps: [RevisionStep] = []
  while let sign = rest.popFirst() {
    if sign == "^", let peeled = ["{commit}", "{}"].first(where: rest.hasPrefix) {
      rest = rest.dropFirst(peeled.count)
      continue
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    guard let number = digits.isEmpty ? 1 : UInt32(digits).map(Int.init) else { return nil }
    switch sign {
    case "~": steps.append(.back(number))
    case "^": steps.append(.parent(number))
    default: return nil
    }
  }
  return steps
}

/// The commit that an object is, or that a tag points at, and as many steps back from it; nil where there is none.
///
/// Done by hand: given forty digits, libgit2 first looks for a branch or tag of that name.
func walk(
  _ steps: [RevisionStep], from start: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  var current = start
  for step in steps {
    switch step {
    case .parent(0): break
    case .parent(let number):
      guard let parent = try parents(of: current, in: repository).dropFirst(number - 1).first else { return nil }
      current = parent
    case .back(let count):
      for _ in 0..<count {
        guard let parent = try parents(of: current, in: repository).first else { return nil }
        current = parent
      }
    }
  }
  return current
}

private func parents(
  of id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [ObjectID] {
  recordedParents(of: try lookUpCommit(id, in: repository))
}

/// The commit that an object is, or that a tag points at; nil where it is neither.
func peelToCommit(
  _ id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID? {
  let raw = repository.raw
  var oid = id.raw
  do {
    let object = try Handle<ObjectKind> { git_object_lookup($0, raw, &oid, GIT_OBJECT_ANY) }
    let commit = try Handle<ObjectKind> { git_object_peel($0, object.raw, GIT_OBJECT_COMMIT) }
    return ObjectID(git_object_id(commit.raw).pointee)
  } catch {
    if case .libgit2(let code, _, _) = error, [GIT_EPEEL.rawValue, GIT_EINVALIDSPEC.rawValue].contains(code) {
      return nil
    }
    throw lookUpFailure(error, id, in: repository)
  }
}

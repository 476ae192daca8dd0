/// What should become of one reference of a remote, and what it must be now for that to happen.
///
/// References have full names: `refs/heads/main`, `refs/tags/v1`, or any other below `refs/`.
public enum RefUpdate: Hashable, Sendable {
  /// Create it; it must not exist.
  case create(ref: String, to: ObjectID)
  /// Move it to a commit that follows its current one.
  case advance(ref: String, from: ObjectID, to: ObjectID)
  /// Move it to any commit. Whatever only this reference led to is lost.
  case replace(ref: String, from: ObjectID, to: ObjectID)
  /// Remove it.
  case delete(ref: String, from: ObjectID)

  /// Puts a commit in place of what is there, if anything: moves the reference on where the commit has a parent, which is that then.
  public static func put(_ new: ObjectID, at ref: String, over old: ObjectID?, after parent: ObjectID?) -> RefUpdate {
    guard let old else { return .create(ref: ref, to: new) }
    return parent == nil ? .replace(ref: ref, from: old, to: new) : .advance(ref: ref, from: old, to: new)
  }

  /// The reference's full name.
  public var ref: String {
    switch self {
    case .create(let ref, _), .advance(let ref, _, _), .replace(let ref, _, _), .delete(let ref, _): ref
    }
  }

  /// As `git push` wants it: `NEW:REF`, nothing before the colon to delete.
  var refspec: String {
    switch self {
    case .create(let ref, let new), .advance(let ref, _, let new), .replace(let ref, _, let new): "\(new):\(ref)"
    case .delete(let ref, _): ":\(ref)"
    }
  }

  /// As `--force-with-lease` wants it: `REF:OLD`, with nothing after the colon where it must not exist.
  var lease: String {
    switch self {
    case .create(let ref, _): "\(ref):"
    case .advance(let ref, let old, _), .replace(let ref, let old, _), .delete(let ref, let old): "\(ref):\(old)"
    }
  }
}

/// How a remote answered an update.
public enum PushOutcome: Hashable, Sendable {
  /// The remote confirms it.
  case pushed
  /// The remote was there already. Whoever uses a reference as a lock needs a commit of its own, or this looks like
  /// success.
  case alreadyThere
  /// The reference is not what it had to be: somebody was faster.
  case overtaken(why: String)
  /// A hook, a protected branch or another rule of the remote forbids it; `stderr` is what the remote wrote.
  case refused(why: String, stderr: String)
}

/// Reads what `git push --porcelain` says about one reference; nil where it says nothing, or nothing reliable.
func readPushReport(_ answer: GitAnswer, on ref: String) -> PushOutcome? {
  // FLAG, tab, FROM:TO, tab, summary, sometimes with a reason in brackets.
  let lines = answer.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  guard let line = lines.first(where: { $0.count >= 3 && $0[1].hasSuffix(":\(ref)") }) else { return nil }
  let summary = line[2...].joined(separator: "\t")
  switch line[0] {
  case " ", "+", "-", "*": return answer.status == 0 ? .pushed : nil
  case "=": return answer.status == 0 ? .alreadyThere : nil
  case "!": return readRejection(summary, stderr: answer.stderr)
  default: return nil
  }
}

private func readRejection(_ summary: String, stderr: String) -> PushOutcome? {
  let reason = summary.firstIndex(of: "(").map { summary[$0...].dropFirst().dropLast() }.map(String.init) ?? summary
  if summary.hasPrefix("[rejected]") { return .overtaken(why: reason) }
  guard summary.hasPrefix("[remote rejected]") else { return nil }
  // The remote compares once more, and locks the reference, when it writes. Losing there counts as overtaken, too.
  let signs = ["but expected", "already exists", "File exists", "incorrect old value", "fetch first"]
  let isRace = signs.contains { reason.contains($0) || stderr.contains($0) } && !reason.contains("hook declined")
  return isRace ? .overtaken(why: reason) : .refused(why: reason, stderr: stderr)
}

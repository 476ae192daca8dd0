import Git
import Planner

extension LineAudit {
  /// Checks one commit of the line, whatever it is.
  mutating func check(_ line: LineCommit) async throws(GitError) {
    report.commits += 1
    guard !line.isCutOff else { return }
    let commit = try await facts(of: line.id)
    checkTimes(of: commit)
    guard let parent = line.parents.first else { return try await checkFirst(commit) }
    let changes = try await history.repository.changes(from: parent, to: line.id, below: "", budget: 2_000_000)
    checkClearness(of: changes, commit)
    let files = try await history.files(changes, parent)
    let paths = files.filter { $0.hasPrefix(history.folder.path + "/") }
    let results = paths.filter { $0.hasPrefix(history.resultsPath + "/") || $0 == history.resultsPath }
    let documents = files.filter(history.isDecisive)
    for path in documents { if let order = history.order(at: path) { places[order] = path } }
    if let said = commit.results {
      report.resultsCommits += 1
      signed.append(line.id)
      try await checkResults(commit, said, parent, files)
      try await checkChain(commit, said, parent)
    } else {
      if !results.isEmpty {
        try await checkForeignResults(commit, parent, results)
      } else if let fault = commit.fault {
        find(.unreadableMessage, commit, "\(fault)")
      }
      if !documents.isEmpty {
        report.documentCommits += 1
        try await checkRequest(commit, documents)
      }
      try await checkMerge(commit, documents)
    }
    shown = []
    try await checkWords(of: commit, parent, files)
    try await checkBrought(by: commit)
  }

  /// The history's first commit: nothing is known of how its documents came, but there can be no results yet.
  private mutating func checkFirst(_ commit: CommitFacts) async throws(GitError) {
    let files = try await history.repository.entries(at: commit.id, below: "").map(\.path)
    for path in files.filter({ $0.hasPrefix(history.resultsPath + "/") }).prefix(20) {
      find(
        .resultsByHand, commit, "the history begins with results, so none of the commits is there that made them",
        at: path)
    }
    try await checkWords(of: commit, nil, files)
  }

  /// Looks for files of which nobody can say what they are, so that programs read them differently.
  private mutating func checkClearness(of changes: TreeChanges, _ commit: CommitFacts) {
    for change in changes.list {
      guard case .unclear(let why) = change.what else { continue }
      find(.unclearFiles, commit, "\(change.path.isEmpty ? "its root" : change.path): \(why)", at: change.path)
    }
    if changes.isCutOff { report.unchecked[.tooMany, default: 0] += 1 }
  }

  /// Looks at the words of commits that came with a merge: what one brought and another took away stays in the history.
  private mutating func checkBrought(by commit: CommitFacts) async throws(GitError) {
    guard commit.origin.isMerge else { return }
    for id in try await brought(by: commit) where worded.insert(id).inserted {
      let inner = try await facts(of: id)
      guard inner.parents.count == 1, let before = inner.parents.first,
        try await history.repository.has(before)
      else { continue }
      let changes = try await history.repository.changes(from: before, to: id, below: "", budget: 2_000_000)
      let files = try await history.files(changes, before)
      try await checkWords(of: inner, before, files)
    }
  }

  /// Results that a commit changes which is not apply's: right only where it merges commits of apply's.
  private mutating func checkForeignResults(
    _ commit: CommitFacts, _ parent: ObjectID, _ results: [String]
  ) async throws(GitError) {
    guard commit.parents.count == 2 else {
      let why = commit.fault.map { ": \($0)" } ?? ""
      for path in results.prefix(20) {
        find(.resultsByHand, commit, "its commit is not one of apply's\(why)", at: path)
      }
      return
    }
    let merged = commit.parents[1]
    let base = try await history.repository.commonAncestor(of: parent, and: merged, limit: 100_000)
    for path in results {
      let here = try await history.repository.entry(at: path, of: commit.id)
      if try await here != history.repository.entry(at: path, of: merged) {
        find(.resultsByHand, commit, "the merge has another result than either side", at: path)
      } else if let base, try await here == history.repository.entry(at: path, of: base) {
        find(.resultsByHand, commit, "the merge sets the result back to what its branch began with", at: path)
      }
    }
    for id in try await brought(by: commit) where checked.insert(id).inserted {
      let inner = try await facts(of: id)
      guard inner.parents.count == 1, let before = inner.parents.first else { continue }
      let changes = try await history.repository.changes(
        from: before, to: id, below: inner.results == nil ? history.resultsPath : "", budget: 2_000_000)
      let paths = try await history.files(changes, before)
      if let said = inner.results {
        signed.append(id)
        try await checkResults(inner, said, before, paths)
      } else {
        for path in paths.prefix(20) {
          find(.resultsByHand, inner, "its commit, which was merged, is not one of apply's", at: path)
        }
      }
    }
  }

  /// Whether the commit was made over the results that it says.
  private mutating func checkChain(_ commit: CommitFacts, _ said: ResultsCommit, _ parent: ObjectID)
    async throws(GitError)
  {
    let tree = try await history.repository.folder(at: history.resultsPath, of: parent)?.description
    if let named = said.previousResults {
      isChained = true
      if named != tree {
        find(
          .chainBroken, commit,
          "it was made over the results \(named.prefix(12)), and follows \(tree.map { String($0.prefix(12)) } ?? "none")"
        )
      }
    } else if isChained, tree != nil {
      find(.chainBroken, commit, "it does not name the results that it was made over, as those before it do")
    }
  }
}

extension FleetHistory {
  /// Whether a file decides what is applied, or who may say so: it wants a pull request.
  fileprivate func isDecisive(_ path: String) -> Bool {
    path.hasPrefix(ordersPath + "/") || path == ordersPath || sharedPaths.contains(path)
      || signersPaths.contains(path)
  }
}

import CLibGit2

/// How many first parents to follow at most.
private let longest = 200_000

/// The versions that some files had along a commit's first parents, the newest first, back to where each did not exist.
///
/// People choose the times of their commits. A commit cannot have reached the branch before one that it follows there,
/// nor in the future: its time counts for no less than the latest time below it, and a time after `now` is not
/// believed.
func readLineages(
  of paths: [String], from tip: ObjectID, now: Int64, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String: [FileVersion]] {
  let line = try readLine(of: tip, in: repository)
  let times = arrivals(of: line.commits.map(\.time), now: now)
  var lineages: [String: [FileVersion]] = [:]
  for path in Set(paths) {
    let parts = try pathComponents(of: path)
    var versions: [FileVersion] = []
    var current = try state(at: parts, in: line.commits[0].tree, repository)
    for index in line.commits.indices {
      let isLast = index == line.commits.count - 1
      var older = current
      if !isLast {
        let parent = line.commits[index + 1]
        if parent.tree != line.commits[index].tree {
          older = try state(at: parts, in: parent.tree, repository, current)
        }
        guard older.blob != current.blob else {
          current = older
          continue
        }
      }
      versions.append(
        FileVersion(
          blob: current.blob, commit: line.commits[index].id, time: times[index], isCutOff: isLast && line.isCutOff))
      if current.blob == nil { break }
      current = older
    }
    lineages[path] = versions
  }
  return lineages
}

private struct Line {
  var commits: [(id: ObjectID, tree: ObjectID, time: Int64)] = []
  var isCutOff = false
}

private func readLine(
  of tip: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Line {
  let boundary = try readShallowBoundary(of: repository)
  var line = Line()
  var next: ObjectID? = tip
  while let id = next {
    guard line.commits.count < longest else {
      line.isCutOff = true
      break
    }
    let commit = try lookUpCommit(id, in: repository)
    line.commits.append((id, ObjectID(git_commit_tree_id(commit.raw).pointee), git_commit_time(commit.raw)))
    line.isCutOff = boundary.contains(id)
    next = line.isCutOff ? nil : recordedParents(of: commit).first
  }
  return line
}

/// When commits reached their branch at the latest, judged by their own times and those of their neighbours; the newest
/// first.
func arrivals(of times: [Int64], now: Int64) -> [Int64] {
  var arrivals = times
  var later = now
  for index in times.indices {
    arrivals[index] = times[index] <= now ? times[index] : later
    later = arrivals[index]
  }
  var latest = Int64.min
  for index in times.indices.reversed() {
    if times[index] <= now { latest = max(latest, times[index]) }
    arrivals[index] = max(arrivals[index], latest)
  }
  return arrivals
}

/// What a tree has at a path, with the folders that lead there: where those are the same, so is their content.
private struct FileState {
  var folders: [ObjectID] = []
  var blob: ObjectID?
}

private func state(
  at parts: [String], in root: ObjectID, _ repository: borrowing Handle<RepositoryKind>, _ known: FileState? = nil
) throws(GitError) -> FileState {
  var state = FileState()
  var folder = root
  for name in parts {
    if let known, state.folders.count < known.folders.count, known.folders[state.folders.count] == folder {
      return known
    }
    state.folders.append(folder)
    guard let found = entry(named: name, in: try lookUpTree(folder, in: repository)) else { return state }
    guard name == parts.last, state.folders.count == parts.count else {
      guard found.kind == nil else { return state }
      folder = found.id
      continue
    }
    if found.kind == .file || found.kind == .executable { state.blob = found.id }
  }
  return state
}

/// What a file was along a branch for a while.
public struct FileVersion: Hashable, Sendable {
  /// The file's blob; nil while there was no file.
  public let blob: ObjectID?
  /// The first-parent commit that introduced it.
  public let commit: ObjectID
  /// When that commit reached the branch at the latest, in seconds since 1970: its own time, or a later one where its
  /// own is impossible.
  public let time: Int64
  /// Whether the available history begins with it, so that the file may have been like this for longer.
  public let isCutOff: Bool
}

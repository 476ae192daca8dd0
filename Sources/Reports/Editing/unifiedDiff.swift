/// The edit of a file as a patch that `git apply` takes; empty where nothing differs.
///
/// - Parameter old: nil for a file that is new.
func unifiedDiff(from before: [UInt8]?, to new: [UInt8], path: String) -> [UInt8] {
  let (old, new) = (lines(of: before ?? []), lines(of: new))
  let steps = steps(from: old, to: new)
  let hunks = hunks(of: steps)
  if hunks.isEmpty { return [] }
  var patch = Array("--- \(before == nil ? "/dev/null" : written(path, "a/"))\n+++ \(written(path, "b/"))\n".utf8)
  for hunk in hunks { patch += bytes(of: steps[hunk], behind: steps[..<hunk.lowerBound]) }
  return patch
}

/// A line that stays, goes or comes.
private struct Step {
  let kind: Kind
  /// With its line break, if it has one.
  let line: ArraySlice<UInt8>

  enum Kind: UInt8 {
    case stays = 0x20
    case goes = 0x2D
    case comes = 0x2B
  }
}

/// Lines shown around what differs.
private let context = 3

private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
    lines.append(rest[..<end])
    rest = rest[end...]
  }
  return lines
}

private func steps(from old: [ArraySlice<UInt8>], to new: [ArraySlice<UInt8>]) -> [Step] {
  let difference = new.difference(from: old)
  let gone = Set(difference.removals.map(offset))
  let come = Set(difference.insertions.map(offset))
  var steps: [Step] = []
  var (from, to) = (0, 0)
  while from < old.count || to < new.count {
    if from < old.count, gone.contains(from) {
      steps.append(Step(kind: .goes, line: old[from]))
      from += 1
    } else if to < new.count, come.contains(to) {
      steps.append(Step(kind: .comes, line: new[to]))
      to += 1
    } else {
      steps.append(Step(kind: .stays, line: old[from]))
      (from, to) = (from + 1, to + 1)
    }
  }
  return steps
}

private func offset(of change: CollectionDifference<ArraySlice<UInt8>>.Change) -> Int {
  switch change {
  case .insert(let offset, _, _), .remove(let offset, _, _): offset
  }
}

/// The stretches around what differs; those that touch are one.
private func hunks(of steps: [Step]) -> [Range<Int>] {
  var hunks: [Range<Int>] = []
  for index in steps.indices where steps[index].kind != .stays {
    let hunk = max(0, index - context)..<min(steps.count, index + context + 1)
    if let last = hunks.last, last.upperBound >= hunk.lowerBound {
      hunks[hunks.count - 1] = last.lowerBound..<hunk.upperBound
    } else {
      hunks.append(hunk)
    }
  }
  return hunks
}

private func bytes(of hunk: ArraySlice<Step>, behind earlier: ArraySlice<Step>) -> [UInt8] {
  let old = extent(of: hunk, behind: earlier, without: .comes)
  let new = extent(of: hunk, behind: earlier, without: .goes)
  var bytes = Array("@@ -\(old) +\(new) @@\n".utf8)
  for step in hunk {
    bytes.append(step.kind.rawValue)
    bytes += step.line
    if step.line.last != 0x0A { bytes += Array("\n\\ No newline at end of file\n".utf8) }
  }
  return bytes
}

/// `12,7`: the first line and how many.
private func extent(
  of hunk: ArraySlice<Step>, behind earlier: ArraySlice<Step>, without kind: Step.Kind
) -> String {
  let (before, count) = (earlier.count { $0.kind != kind }, hunk.count { $0.kind != kind })
  return "\(count == 0 ? before : before + 1),\(count)"
}

/// A path as git writes it in a patch: what is not plain between quotes, and a tab behind one with blanks.
private func written(_ path: String, _ prefix: String) -> String {
  let isPlain = path.utf8.allSatisfy {
    (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
  }
  if isPlain { return prefix + path + (path.contains(" ") ? "\t" : "") }
  var quoted = "\"\(prefix)"
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += "\\\(Unicode.Scalar(byte))"
    case 0x20..<0x7F: quoted += "\(Unicode.Scalar(byte))"
    default:
      let digits = String(byte, radix: 8)
      quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
  }
  return quoted + "\""
}

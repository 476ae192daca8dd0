/// What `git push --porcelain` says of one reference; nil where it says nothing, or nothing that can be relied on.
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
  // The remote compares once more, and locks the reference, when it writes: who loses there is overtaken, too.
  let signs = ["but expected", "already exists", "File exists", "incorrect old value", "fetch first"]
  let isRace = signs.contains { reason.contains($0) || stderr.contains($0) } && !reason.contains("hook declined")
  return isRace ? .overtaken(why: reason) : .refused(why: reason, stderr: stderr)
}

import Applier
import Planner

/// What is written and what stays, a line each, with the contents of what is written if they are wanted.
func initListing(_ files: [ScaffoldFile], taken: Set<String>, contents: Bool) -> String {
  let width = files.map(\.path.count).max() ?? 0
  var lines = files.map { file in
    let blanks = String(repeating: " ", count: width - file.path.count)
    return taken.contains(file.path) ? "    \(file.path)\(blanks)  exists, is kept" : "  + \(file.path)"
  }
  guard contents else { return lines.joined(separator: "\n") }
  for file in files where !taken.contains(file.path) { lines += ["", "==> \(file.path) <==", file.text] }
  return lines.joined(separator: "\n")
}

/// What somebody does who has a new fleet.
func nextSteps(_ plan: InitPlan, hasKey: Bool) -> String {
  let path = plan.fleet.path
  let option = path == "fleet" ? "" : " --fleet \(path)"
  var steps: [(command: String, why: String)] = []
  if !hasKey {
    steps.append(("cp .env.example .env.local && chmod 600 .env.local", "then write the panel's key into it"))
  }
  steps.append(("botfleet doctor\(option)", "is everything as it should be?"))
  steps.append(("botfleet plan\(option)", "what would the next apply do? Nothing yet."))
  steps.append(("git add . && git commit -m 'A fleet'", ""))
  let width = steps.map(\.command.count).max() ?? 0
  let lines = steps.map { step in
    let blanks = String(repeating: " ", count: width - step.command.count)
    return step.why.isEmpty ? "  \(step.command)" : "  \(step.command)\(blanks)  # \(step.why)"
  }
  return (["Next:"] + lines).joined(separator: "\n")
}

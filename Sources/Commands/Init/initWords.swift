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

/// What would happen to a file that holds the key, and what to do before anything else.
func warning(of file: ExposedKeyFile) -> String {
  let path = escapedForDisplay(file.path)
  return "warning: git does not ignore \(path), the file for the panel's key: `git add .` would commit the key. "
    + (file.remedy.map { "First run: \($0)" } ?? "First add \(path) to .gitignore.")
}

/// Which options come to nothing, because what they are for exists and is kept.
func unusedOptions(_ options: InitOptions, _ plan: InitPlan, taken: Set<String>) -> [String] {
  var notes: [String] = []
  let settings = "\(plan.fleet.path)/fleet.yaml"
  if taken.contains(settings), !options.settings.isEmpty {
    notes.append(unused(options.settings, for: settings, "To change it, edit it."))
  }
  if options.ci != nil {
    notes += plan.pipelineFiles.filter(taken.contains).map {
      unused(["--ci"], for: $0, "To have it written anew, move it away and run this again.")
    }
  }
  return notes
}

private func unused(_ options: [String], for path: String, _ remedy: String) -> String {
  let last = options.count > 1 ? " and \(options[options.count - 1])" : ""
  let names = options.prefix(max(1, options.count - 1)).joined(separator: ", ") + last
  return "\(path) exists and is kept, so \(names) \(options.count == 1 ? "does" : "do") not change it. \(remedy)"
}

/// What somebody does who has a new fleet.
func nextSteps(_ plan: InitPlan, hasKey: Bool) -> String {
  let path = plan.fleet.path
  let option = path == "fleet" ? "" : " --fleet \(path)"
  var steps: [(command: String, why: String)] = []
  if let file = plan.exposedKeyFile {
    let path = escapedForDisplay(file.path)
    steps.append((file.remedy ?? "add \(path) to .gitignore", "or git add . publishes the panel's key"))
  }
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

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

/// Which options come to nothing, because the settings that they are for exist and are kept.
func unusedOptions(_ options: InitOptions, _ plan: InitPlan, taken: Set<String>) -> [String] {
  let settings = "\(plan.fleet.path)/fleet.yaml"
  let unused = options.settings
  guard taken.contains(settings), let last = unused.last else { return [] }
  let names = unused.count > 1 ? unused.dropLast().joined(separator: ", ") + " and \(last)" : last
  return [
    "\(settings) exists and is kept, so \(names) \(unused.count == 1 ? "does" : "do") not change it. To change it, edit it."
  ]
}

/// What to do about files of CI that were there before, where they are not what this fleet needs.
func keptWorkflowNotes(_ plan: InitPlan, taken: Set<String>, below root: String) -> [String] {
  workflows(of: plan.fleet).filter { taken.contains($0.path) }.compactMap { file in
    let text = existingText(of: file.path, below: root) ?? ""
    if file.path == gitLabRoot {
      return text.contains(gitLabIncludedFiles)
        ? nil : "The \(file.path) that is there does not include this fleet's jobs. Add to it:\n  \(gitLabInclude)"
    }
    return text == file.text
      ? nil
      : "The \(file.path) that is there differs from what init writes, and stays. Move it away and run this again to have the new one."
  }
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
  let settings = workflows(of: plan.fleet).first { $0.path != gitLabRoot }.map {
    ["The first lines of \($0.path) say which keys and variables CI needs."]
  }
  return (["Next:"] + lines + (settings ?? [])).joined(separator: "\n")
}

import ArgumentParser

/// Where a verb of a CI job leaves what it found, beside what it prints.
struct CIOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write plan.json and plan.html to this folder; on GitLab, ci plan also writes gl-code-quality-report.json.",
      valueName: "folder"),
    completion: .directory)
  var artifacts: String?

  @Option(
    help: ArgumentHelp(
      "Write the outputs to this file, as GitLab reads it (artifacts:reports:dotenv): BOTFLEET_PLAN_CHANGES=3.",
      valueName: "file"),
    completion: .file())
  var outputs: String?

  @Flag(help: "Post nothing.")
  var noPost = false
}

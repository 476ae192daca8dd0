/// How workflow files of GitHub, Forgejo and Gitea differ.
struct ActionsDialect {
  /// `.github/workflows`
  let folder: String
  /// The runner's labels.
  let runner: String
  let checkout: String
  /// That of GitHub refuses to work on another forge from version 4 on.
  let upload: String
  /// Whether jobs have environments, with secrets and variables of their own.
  let hasEnvironments: Bool
  /// Whether there are merge queues, and groups in which more than one run may wait.
  let hasQueues: Bool
  /// The jobs' permissions where a workflow can say them; what it does not name is not allowed.
  let permissions: Permissions?
  /// The line that gives a step the job's token; nil where each step has it.
  let token: String?

  /// By job.
  struct Permissions {
    let plan, apply, drift: String
  }

  static let gitHub = ActionsDialect(
    folder: ".github/workflows", runner: "[self-hosted, botfleet]", checkout: "actions/checkout@v7",
    upload: "actions/upload-artifact@v7", hasEnvironments: true, hasQueues: true,
    permissions: Permissions(
      plan: "contents: read, pull-requests: write, statuses: write",
      apply: "contents: write, issues: write, pull-requests: write, statuses: write",
      drift: "contents: read, issues: write"),
    token: "GITHUB_TOKEN: ${{ github.token }}")

  static let forgejo = ActionsDialect(
    folder: ".forgejo/workflows", runner: "botfleet", checkout: "https://data.forgejo.org/actions/checkout@v6",
    upload: "https://data.forgejo.org/forgejo/upload-artifact@v4", hasEnvironments: false, hasQueues: false,
    permissions: nil, token: nil)

  /// Gitea takes statuses only from who may write to the code.
  static let gitea = ActionsDialect(
    folder: ".gitea/workflows", runner: "botfleet", checkout: "https://github.com/actions/checkout@v6",
    upload: "https://github.com/actions/upload-artifact@v3", hasEnvironments: false, hasQueues: false,
    permissions: Permissions(
      plan: "contents: write, issues: write, pull-requests: write",
      apply: "contents: write, issues: write, pull-requests: write",
      drift: "contents: read, issues: write"),
    token: "GITEA_TOKEN: ${{ secrets.GITEA_TOKEN }}")
}

/// The workflow that plans and applies, and the one that looks for drift.
func actionsWorkflows(of fleet: NewFleet, _ dialect: ActionsDialect) -> [ScaffoldFile] {
  let names = WorkflowNames(fleet)
  let writer = ActionsWriter(dialect: dialect, names: names)
  return [
    writer.file(names.name, writer.mainWorkflow(applying: fleet.branch)),
    writer.file("\(names.name)-drift", writer.driftWorkflow),
  ]
}

private struct ActionsWriter {
  let dialect: ActionsDialect
  let names: WorkflowNames

  func file(_ name: String, _ lines: [String]) -> ScaffoldFile {
    let path = "\(dialect.folder)/\(name).yml"
    return ScaffoldFile(path, (["# \(path)"] + lines).map { $0 + "\n" }.joined())
  }

  /// With `exec`, for the signals of a cancelled step reach its shell and nothing that the shell started.
  func mainWorkflow(applying branch: String) -> [String] {
    let requests = ["pull_request"] + (dialect.hasQueues ? ["merge_group"] : [])
    return settings + ["name: \(names.name)", "on:"] + requests.map { "  \($0):" } + [
      "  push: { branches: [\(branchPattern(branch))] }",
      "  schedule: [{ cron: \"17 4 * * *\" }] # for days that fall due",
      "  workflow_dispatch:",
      "    inputs:",
      "      accept: { description: \"Digest of a plan that is held back and may be applied\", type: string }",
      "      because: { description: \"Why it may be, in one line\", type: string }",
    ] + noPermissions + [
      "concurrency:",
      "  group: \(names.name)-${{ github.ref }}",
      "  cancel-in-progress: false",
    ] + (dialect.hasQueues ? ["  queue: max"] : []) + ["jobs:"]
      + job(
        "plan", if: requests.map { "github.event_name == '\($0)'" }.joined(separator: " || "),
        environment: "plan", permissions: dialect.permissions?.plan)
      + step(names.command("plan", " --artifacts \(names.artifacts)"), key: "PLAN") + upload("plan")
      + job(
        "apply", if: requests.map { "github.event_name != '\($0)'" }.joined(separator: " && "),
        environment: "apply", permissions: dialect.permissions?.apply)
      + step(
        "exec "
          + names.command("apply", " --accept \"$ACCEPT\" --because \"$BECAUSE\" --artifacts \(names.artifacts)"),
        key: "APPLY", "ACCEPT: ${{ inputs.accept }}", "BECAUSE: ${{ inputs.because }}") + upload("apply")
  }

  var driftWorkflow: [String] {
    ["name: \(names.name)-drift", "on:", "  schedule: [{ cron: \"41 */6 * * *\" }]", "  workflow_dispatch:"]
      + noPermissions + [
        "concurrency:",
        "  group: \(names.name)-drift",
        "  cancel-in-progress: false",
        "jobs:",
      ] + job("drift", if: nil, environment: "plan", permissions: dialect.permissions?.drift)
      + step(names.command("drift"), key: "PLAN")
  }

  /// What somebody has to set before it works.
  private var settings: [String] {
    dialect.hasEnvironments
      ? [
        "# The environments \(names.name)-plan and \(names.name)-apply need the variable PTERODACTYL_PANEL_URL and the secret",
        "# PTERODACTYL_API_KEY each: a key that only reads, and one that writes. botfleet must be on the runner's PATH.",
      ]
      : [
        "# The repository needs the variable \(panelURL) and two secrets, \(key("PLAN")) (a key that",
        "# only reads) and \(key("APPLY")). botfleet, git and node must be on the runner's PATH.",
      ]
  }

  private var panelURL: String { "PTERODACTYL_PANEL_URL" + (dialect.hasEnvironments ? "" : names.suffix) }
  private func key(_ job: String) -> String {
    dialect.hasEnvironments ? "PTERODACTYL_API_KEY" : "PTERODACTYL_\(job)_KEY\(names.suffix)"
  }

  private var noPermissions: [String] { dialect.permissions == nil ? [] : ["permissions: {}"] }

  /// A job up to its first step. The checkout keeps the token, with which botfleet fetches and apply pushes.
  private func job(
    _ name: String, if condition: String?, environment: String, permissions: String?
  ) -> [String] {
    let environmentName = "\(names.name)-\(environment)"
    // A pull request's plan is no deployment.
    let value = environment == "plan" ? "{ name: \(environmentName), deployment: false }" : environmentName
    return [
      "  \(names.name)-\(name):", condition.map { "    if: \($0)" }, "    runs-on: \(dialect.runner)",
      dialect.hasEnvironments ? "    environment: \(value)" : nil,
      permissions.map { "    permissions: { \($0) }" }, "    steps:", "      - uses: \(dialect.checkout)",
      "        with: { fetch-depth: 0, persist-credentials: true }",
    ].compactMap { $0 }
  }

  private func step(_ command: String, key job: String, _ more: String...) -> [String] {
    let variables =
      more + [
        "PTERODACTYL_PANEL_URL: ${{ vars.\(panelURL) }}", "PTERODACTYL_API_KEY: ${{ secrets.\(key(job)) }}",
      ] + [dialect.token].compactMap { $0 }
    return ["      - run: \(command)", "        env:"] + variables.map { "          \($0)" }
  }

  /// What cannot be uploaded changes no verdict.
  private func upload(_ job: String) -> [String] {
    [
      "      - uses: \(dialect.upload)", "        if: always()", "        continue-on-error: true",
      "        with: { name: \(names.name)-\(job), path: \(names.artifacts), if-no-files-found: ignore }",
    ]
  }
}

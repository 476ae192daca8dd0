/// The file by which a forge plans pull requests and applies what was merged; nil where none is wanted.
func workflow(of fleet: NewFleet) -> ScaffoldFile? {
  switch fleet.forge {
  case .github: ScaffoldFile(".github/workflows/fleet.yml", filled(gitHubWorkflow, fleet))
  case .gitlab: ScaffoldFile(".gitlab-ci.yml", filled(gitLabPipeline, fleet))
  case .none: nil
  }
}

/// With the fleet's own folder and branch, where they are not the usual ones.
private func filled(_ text: String, _ fleet: NewFleet) -> String {
  var text = text
  if fleet.branch != "main" { text = text.replacing("branches: [main]", with: "branches: [\"\(fleet.branch)\"]") }
  guard fleet.path != "fleet" else { return text }
  text = text.replacing("fleet/fleet.yaml, fleet/catalog.yaml", with: "\"fleet/fleet.yaml\", \"fleet/catalog.yaml\"")
  text = text.replacing("\"fleet/", with: "\"\(fleet.path)/")
  for verb in ["validate", "plan", "apply"] {
    text = text.replacing("botfleet \(verb)", with: "botfleet \(verb) --fleet '\(fleet.path)'")
  }
  return text
}

private let gitHubWorkflow = """
  # .github/workflows/fleet.yml
  name: fleet
  on:
    pull_request:
      paths: [fleet/fleet.yaml, fleet/catalog.yaml, "fleet/orders/**"]
    push:
      branches: [main]
      paths: [fleet/fleet.yaml, fleet/catalog.yaml, "fleet/orders/**"]
    schedule: [{ cron: "17 4 * * *" }]
  permissions: { contents: read }
  env:
    PTERODACTYL_PANEL_URL: ${{ vars.PTERODACTYL_PANEL_URL }}
  jobs:
    plan:
      if: github.event_name == 'pull_request'
      runs-on: [self-hosted, botfleet]
      environment: fleet-plan
      steps:
        - uses: actions/checkout@v4
          with: { fetch-depth: 0 }
        - run: botfleet validate --format github
        - run: botfleet plan --base "origin/$GITHUB_BASE_REF" --format markdown >> "$GITHUB_STEP_SUMMARY"
          env: { PTERODACTYL_API_KEY: "${{ secrets.PTERODACTYL_API_KEY }}" }
    apply:
      if: github.event_name != 'pull_request'
      runs-on: [self-hosted, botfleet]
      environment: fleet-apply
      concurrency: fleet-apply
      permissions: { contents: write }
      steps:
        - uses: actions/checkout@v4
          with: { fetch-depth: 0 }
        - run: botfleet apply --yes --lock-timeout 900
          env: { PTERODACTYL_API_KEY: "${{ secrets.PTERODACTYL_API_KEY }}" }

  """

private let gitLabPipeline = """
  # .gitlab-ci.yml
  .fleet:
    tags: [botfleet]
    variables: { GIT_DEPTH: "0" }

  plan:
    extends: .fleet
    environment: { name: fleet/plan, action: access }
    rules:
      - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        changes: [fleet/fleet.yaml, fleet/catalog.yaml, "fleet/orders/**/*"]
    script:
      - botfleet validate
      - botfleet plan --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA"

  apply:
    extends: .fleet
    environment: { name: fleet/apply }
    resource_group: fleet
    rules:
      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE == "schedule"
      - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        changes: [fleet/fleet.yaml, fleet/catalog.yaml, "fleet/orders/**/*"]
    script:
      - git remote set-url origin "https://botfleet:$FLEET_PUSH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git"
      - botfleet apply --yes --lock-timeout 900

  """

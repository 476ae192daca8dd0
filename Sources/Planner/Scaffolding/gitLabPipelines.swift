/// The fleet's jobs, and the file that includes those of all fleets.
func gitLabPipelines(of fleet: NewFleet) -> [ScaffoldFile] {
  let names = WorkflowNames(fleet)
  let path = "\(gitLabFolder)/\(names.name).yml"
  return [
    ScaffoldFile(gitLabRoot, "# \(gitLabRoot)\n\(gitLabInclude)\n"),
    ScaffoldFile(path, "# \(path)\n" + gitLabJobs(fleet, names)),
  ]
}

/// GitLab's own file, which a repository may have for other things.
public let gitLabRoot = ".gitlab-ci.yml"
private let gitLabFolder = ".gitlab"
/// What GitLab's own file has to say for the fleets' jobs to run.
public let gitLabInclude = "include: [{ local: /\(gitLabIncludedFiles) }]"
/// The files in which fleets have their jobs.
public let gitLabIncludedFiles = "\(gitLabFolder)/fleet*.yml"

private func gitLabJobs(_ fleet: NewFleet, _ names: WorkflowNames) -> String {
  let (name, drift) = (names.name, "\(names.prefix)DRIFT")
  let (accept, because) = ("\(names.prefix)ACCEPT", "\(names.prefix)BECAUSE")
  func rule(_ conditions: String...) -> String {
    let onBranch = "$CI_COMMIT_BRANCH == \(gitLabText(fleet.branch))"
    return "    - if: " + ([onBranch] + conditions).joined(separator: " && ")
  }
  return """
    # Masked CI variables (the scope is an environment):
    #   PTERODACTYL_PANEL_URL
    #   PTERODACTYL_API_KEY    \(name)/plan: a key that only reads; not protected, or merge requests would not get it
    #   PTERODACTYL_API_KEY    \(name)/apply: the key that writes; protected
    #   BOTFLEET_FORGE_TOKEN   a project access token, Developer, api: comments, statuses, issues; not protected
    #   FLEET_PUSH_TOKEN       \(name)/apply: a token that may push to the branch, write_repository; protected
    # Two pipeline schedules: one a day for days that fall due; one every few hours with \(drift)=true.
    variables:
      \(accept): { value: "", description: "Digest of a plan that is held back and may be applied" }
      \(because): { value: "", description: "Why it may be, in one line" }

    .\(name):
      tags: [botfleet]
      variables: { GIT_DEPTH: "0" }

    \(name)-plan:
      extends: .\(name)
      environment: { name: \(name)/plan, action: access }
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      script:
        - \(names.command("plan", " --artifacts \(names.artifacts) --outputs \(name).env"))
      artifacts:
        when: always
        expose_as: \(name) plan
        paths: [\(names.artifacts)/]
        reports: { codequality: \(names.artifacts)/gl-code-quality-report.json, dotenv: \(name).env }

    \(name)-apply:
      extends: .\(name)
      environment: { name: \(name)/apply }
      # One at a time. Which one comes first does not matter: each applies the branch's tip.
      resource_group: \(name)
      rules:
    \(rule("$CI_PIPELINE_SOURCE == \"push\""))
          changes: [\(fleet.path)/*.yaml, \(fleet.path)/orders/**/*]
    \(rule("$CI_PIPELINE_SOURCE == \"schedule\"", "$\(drift) != \"true\""))
    \(rule("$CI_PIPELINE_SOURCE == \"web\""))
      script:
        - git remote set-url origin "https://botfleet:$FLEET_PUSH_TOKEN@$CI_SERVER_FQDN/$CI_PROJECT_PATH.git"
        - \(names.command("apply", " --accept \"$\(accept)\" --because \"$\(because)\" --artifacts \(names.artifacts)"))
      artifacts: { when: always, paths: [\(names.artifacts)/] }

    \(name)-drift:
      extends: .\(name)
      environment: { name: \(name)/plan, action: access }
      rules:
    \(rule("$CI_PIPELINE_SOURCE == \"schedule\"", "$\(drift) == \"true\""))
      script:
        - \(names.command("drift"))

    """
}

/// A text in a condition, which knows two kinds of quotation marks and no escapes.
///
/// In YAML the whole condition is plain: no branch's name has a blank or a colon in it.
private func gitLabText(_ text: String) -> String { text.contains("\"") ? "'\(text)'" : "\"\(text)\"" }

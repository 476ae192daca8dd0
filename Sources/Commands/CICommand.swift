import ArgumentParser

/// `botfleet ci`
struct CICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ci",
    abstract: "Plan on the pull request, apply on the merge: the verbs of a CI job.",
    discussion: """
      Each finds out by itself where it runs: GitHub Actions, GitLab CI, Forgejo Actions or Gitea Actions. What they post needs a token \
      in BOTFLEET_FORGE_TOKEN, or the forge's own: GITHUB_TOKEN, FORGEJO_TOKEN, GITEA_TOKEN, GITLAB_TOKEN. GitLab's CI_JOB_TOKEN only \
      reads. Without a token they do their work and post nothing. botfleet init --ci writes a workflow that runs them.
      """,
    subcommands: [CIPlanCommand.self, CIApplyCommand.self, CIDriftCommand.self])
}

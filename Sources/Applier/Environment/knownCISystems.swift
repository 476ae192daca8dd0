extension CISystem {
  /// The known systems; where a run has the variables of several, the first counts.
  static let all: [CISystem] = [
    gitLab, woodpecker, actions, circle, buildkite, azure, bitbucket, drone, travis, appVeyor, semaphore, cirrus,
    bitrise,
    codeBuild, codefresh, bamboo, jenkins, sourceHut,
  ]

  private static let gitLab = CISystem(
    markers: ["GITLAB_CI"], branches: [.plain("CI_COMMIT_BRANCH")],
    otherwise: [.set("CI_MERGE_REQUEST_IID"), .set("CI_EXTERNAL_PULL_REQUEST_IID"), .set("CI_COMMIT_TAG")],
    runURL: { $0["CI_JOB_URL"] ?? $0["CI_PIPELINE_URL"] })

  /// Where GitLab names a branch, it names a pull request's target.
  private static let woodpecker = CISystem(
    markers: [
      "CI_PIPELINE_EVENT", "CI_BUILD_EVENT", "CI_COMMIT_BRANCH", "CI_MERGE_REQUEST_IID", "CI_COMMIT_TAG", "CI_JOB_URL",
    ],
    branches: [.plain("CI_COMMIT_BRANCH")],
    otherwise: [
      .set("CI_COMMIT_PULL_REQUEST"), .begins("CI_PIPELINE_EVENT", "pull_request"), .begins("CI_PIPELINE_EVENT", "tag"),
      .begins("CI_BUILD_EVENT", "pull_request"), .set("CI_MERGE_REQUEST_IID"), .set("CI_COMMIT_TAG"),
    ], runURL: { $0["CI_JOB_URL"] ?? $0["CI_PIPELINE_URL"] ?? $0["CI_BUILD_LINK"] })

  /// GitHub, Gitea and Forgejo. For `pull_request_target`, and for a closed pull request, they name the target branch.
  private static let actions = CISystem(
    markers: ["GITHUB_ACTIONS", "GITHUB_REF", "GITHUB_RUN_ID"], branches: [.reference("GITHUB_REF")],
    otherwise: [
      .set("GITHUB_HEAD_REF"), .begins("GITHUB_EVENT_NAME", "pull_request"),
      .begins("GITHUB_EVENT_NAME", "merge_group"),
      .begins("GITHUB_REF", "refs/heads/gh-readonly-queue/"),
    ],
    runURL: actionsRunURL)

  /// GitHub counts its runs by id. Forgejo's page has the run's number in its repository; so had Gitea's before 1.26, and the later ones still
  /// take it where the query says so, which the earlier ones ignore.
  private static let actionsRunURL: @Sendable ([String: String]) -> String? = { variables in
    guard let server = variables["GITHUB_SERVER_URL"], let repository = variables["GITHUB_REPOSITORY"] else {
      return nil
    }
    let runs = "\(server.hasSuffix("/") ? String(server.dropLast()) : server)/\(repository)/actions/runs/"
    let number = variables["GITHUB_RUN_NUMBER"]
    if variables["FORGEJO_ACTIONS"] != nil, let number { return runs + number }
    if variables["GITEA_ACTIONS"] != nil, let number { return "\(runs)\(number)?by_index=1" }
    return variables["GITHUB_RUN_ID"].map { runs + $0 }
  }

  private static let circle = CISystem(
    markers: ["CIRCLECI", "CIRCLE_BRANCH"], branches: [.plain("CIRCLE_BRANCH")],
    otherwise: [
      .set("CIRCLE_PULL_REQUEST"), .set("CIRCLE_PULL_REQUESTS"), .set("CIRCLE_PR_NUMBER"), .set("CIRCLE_TAG"),
      .begins("CIRCLE_BRANCH", "pull/"),
    ], runURL: { $0["CIRCLE_BUILD_URL"] })

  private static let buildkite = CISystem(
    markers: ["BUILDKITE", "BUILDKITE_BRANCH"], branches: [.plain("BUILDKITE_BRANCH")],
    otherwise: [
      .set("BUILDKITE_PULL_REQUEST"), .set("BUILDKITE_TAG"), .set("BUILDKITE_MERGE_QUEUE_BASE_BRANCH"),
      .begins("BUILDKITE_BRANCH", "gh-readonly-queue/"),
    ], runURL: { $0["BUILDKITE_BUILD_URL"] })

  private static let azure = CISystem(
    markers: ["BUILD_SOURCEBRANCH"], branches: [.reference("BUILD_SOURCEBRANCH")],
    otherwise: [.set("SYSTEM_PULLREQUEST_PULLREQUESTID"), .begins("BUILD_REASON", "pullrequest")],
    runURL: { variables in
      guard let server = variables["SYSTEM_COLLECTIONURI"], let project = variables["SYSTEM_TEAMPROJECT"],
        let run = variables["BUILD_BUILDID"]
      else { return nil }
      return "\(server)\(project)/_build/results?buildId=\(run)"
    })

  private static let bitbucket = CISystem(
    markers: ["BITBUCKET_BUILD_NUMBER", "BITBUCKET_BRANCH"], branches: [.plain("BITBUCKET_BRANCH")],
    otherwise: [.set("BITBUCKET_PR_ID"), .set("BITBUCKET_TAG")],
    runURL: { variables in
      guard let repository = variables["BITBUCKET_GIT_HTTP_ORIGIN"], let run = variables["BITBUCKET_BUILD_NUMBER"]
      else { return nil }
      return "\(repository)/pipelines/results/\(run)"
    })

  private static let drone = CISystem(
    markers: ["DRONE", "DRONE_BRANCH"], branches: [.plain("DRONE_BRANCH")],
    otherwise: [
      .set("DRONE_PULL_REQUEST"), .set("DRONE_TAG"), .begins("DRONE_BUILD_EVENT", "pull_request"),
      .begins("DRONE_BUILD_EVENT", "tag"),
    ], runURL: { $0["DRONE_BUILD_LINK"] })

  private static let travis = CISystem(
    markers: ["TRAVIS", "TRAVIS_BRANCH"], branches: [.plain("TRAVIS_BRANCH")],
    otherwise: [
      .set("TRAVIS_PULL_REQUEST"), .set("TRAVIS_TAG"), .begins("TRAVIS_EVENT_TYPE", "pull_request"),
    ], runURL: { $0["TRAVIS_JOB_WEB_URL"] ?? $0["TRAVIS_BUILD_WEB_URL"] })

  private static let appVeyor = CISystem(
    markers: ["APPVEYOR", "APPVEYOR_REPO_BRANCH"], branches: [.plain("APPVEYOR_REPO_BRANCH")],
    otherwise: [.set("APPVEYOR_PULL_REQUEST_NUMBER"), .set("APPVEYOR_REPO_TAG")], runURL: { _ in nil })

  private static let semaphore = CISystem(
    markers: ["SEMAPHORE", "SEMAPHORE_GIT_BRANCH"], branches: [.plain("SEMAPHORE_GIT_BRANCH")],
    otherwise: [
      .set("SEMAPHORE_GIT_PR_NUMBER"), .set("SEMAPHORE_GIT_TAG_NAME"), .begins("SEMAPHORE_GIT_REF_TYPE", "pull"),
      .begins("SEMAPHORE_GIT_REF_TYPE", "tag"),
    ], runURL: { _ in nil })

  private static let cirrus = CISystem(
    markers: ["CIRRUS_CI", "CIRRUS_BRANCH"], branches: [.plain("CIRRUS_BRANCH")],
    otherwise: [.set("CIRRUS_PR"), .set("CIRRUS_TAG"), .begins("CIRRUS_BRANCH", "pull/")], runURL: { _ in nil })

  private static let bitrise = CISystem(
    markers: ["BITRISE_IO", "BITRISE_GIT_BRANCH"], branches: [.plain("BITRISE_GIT_BRANCH")],
    otherwise: [.set("BITRISE_PULL_REQUEST"), .set("BITRISE_GIT_TAG")], runURL: { $0["BITRISE_BUILD_URL"] })

  private static let codeBuild = CISystem(
    markers: ["CODEBUILD_BUILD_ID"], branches: [.reference("CODEBUILD_WEBHOOK_HEAD_REF")],
    otherwise: [.begins("CODEBUILD_WEBHOOK_EVENT", "pull_request")], runURL: { $0["CODEBUILD_BUILD_URL"] })

  private static let codefresh = CISystem(
    markers: ["CF_BUILD_ID"], branches: [.plain("CF_BRANCH")], otherwise: [.set("CF_PULL_REQUEST_NUMBER")],
    runURL: { $0["CF_BUILD_URL"] })

  private static let bamboo = CISystem(
    markers: ["bamboo_buildKey", "bamboo_planKey"], branches: [.plain("bamboo_planRepository_branchName")],
    otherwise: [.set("bamboo_repository_pr_key")], runURL: { $0["bamboo_buildResultsUrl"] })

  private static let sourceHut = CISystem(
    markers: ["GIT_REF"], branches: [.reference("GIT_REF")], otherwise: [.begins("BUILD_REASON", "patchset")],
    runURL: { $0["JOB_URL"] })

  /// A multibranch job has `BRANCH_NAME`; what other jobs have depends on how they check out.
  private static let jenkins = CISystem(
    markers: ["JENKINS_URL", "GIT_BRANCH", "GIT_LOCAL_BRANCH"],
    branches: [.plain("BRANCH_NAME"), .plain("GIT_LOCAL_BRANCH"), .tracking("GIT_BRANCH")],
    otherwise: [
      .set("CHANGE_ID"), .set("TAG_NAME"), .set("ghprbPullId"), .set("gitlabMergeRequestIid"),
      .set("gitlabMergeRequestId"), .begins("GERRIT_EVENT_TYPE", "patchset"), .begins("GIT_BRANCH", "origin/pr/"),
      .begins("GIT_BRANCH", "origin/pull/"), .begins("GIT_BRANCH", "origin/merge-requests/"),
    ], runURL: { $0["BUILD_URL"] })
}

import Foundation

/// GitHub, as its REST description of 2022-11-28 has it.
struct GitHubDialect: Dialect {
  let root: [String] = []
  let unknownField = 422

  var archived: Answer { .refused(403, "Repository was archived so is read-only.") }

  func refusal(of permission: ForgeState.Permission, _ user: ForgeState.User) -> Answer {
    let needed: [ForgeState.Permission: String] = [
      .read: "contents=read", .comment: "issues=write; pull_requests=write", .status: "statuses=write",
      .issues: "issues=write", .pulls: "pull_requests=write", .administer: "administration=read",
    ]
    var answer = Answer.refused(
      403, "Resource not accessible by \(user.isBot ? "integration" : "personal access token")")
    answer.headers = "X-Accepted-GitHub-Permissions: \(needed[permission] ?? "")\r\n"
    return answer
  }

  private static let repo = "repos/shop/fleet"

  var operations: [Operation] {
    [
      Operation("GET", "user") { _, _, _, user in
        user.isBot ? .refused(403, "Resource not accessible by integration") : Answer(value: show(user))
      },
      Operation("GET", "\(Self.repo)/pulls/*") { state, _, captured, _ in
        Int(captured[0]).flatMap { state.pulls[$0] }.map { Answer(value: show($0, state)) }
          ?? .refused(404, "Not Found")
      },
      Operation("GET", "\(Self.repo)/pulls") { state, request, _, _ in
        let head = request.query["head"]?.split(separator: ":").last.map(String.init)
        let found = state.recentPulls.filter { pull in
          (pull.isOpen || request.query["state"] == "all") && (head == nil || head == pull.headBranch)
            && (request.query["base"] ?? pull.base) == pull.base
        }
        return page(found.map { show($0, state) }, request)
      },
      Operation(
        "POST", "\(Self.repo)/pulls", .pulls, fields: ["title": true, "body": false, "head": true, "base": true]
      ) {
        state, request, _, user in
        if state.pulls.values.contains(where: { $0.isOpen && $0.headBranch == request.text("head") }) {
          return invalid("A pull request already exists for shop:\(request.text("head")).")
        }
        let pull = ForgeState.Pull(
          number: state.nextNumber(), title: request.text("title"), author: user.id,
          head: String(repeating: "b", count: 40), headBranch: request.text("head"), base: request.text("base"))
        state.pulls[pull.number] = pull
        return Answer(status: 201, value: show(pull, state))
      },
      Operation("GET", "\(Self.repo)/commits/*/pulls") { state, request, captured, _ in
        if state.mergeLag > 0 {
          state.mergeLag -= 1
          return Answer(value: [Any]())
        }
        let found = (state.merges[captured[0]] ?? []).compactMap { state.pulls[$0] }
        return page(found.map { show($0, state) }, request)
      },
      Operation("GET", "\(Self.repo)/pulls/*/reviews") { state, request, captured, _ in
        let found = state.reviews.filter { $0.pull == Int(captured[0]) }
        return page(
          found.map { ["user": show(state.user($0.user)), "state": $0.state, "commit_id": $0.commit] }, request)
      },
      Operation("GET", "\(Self.repo)/issues/*/comments") { state, request, captured, _ in
        page(state.comments.filter { $0.pull == Int(captured[0]) }.map { show($0, state) }, request)
      },
      Operation("POST", "\(Self.repo)/issues/*/comments", .comment, fields: ["body": true]) {
        state, request, captured, user in
        if let refusal = tooLong(request) { return refusal }
        let comment = ForgeState.Comment(
          id: state.nextNumber(), pull: Int(captured[0]) ?? 0, author: user.id, body: request.text("body"))
        state.comments.append(comment)
        return Answer(status: 201, value: show(comment, state))
      },
      Operation("PATCH", "\(Self.repo)/pulls/*", .pulls, fields: ["state": true]) { state, request, captured, _ in
        guard let number = Int(captured[0]), var pull = state.pulls[number] else { return .refused(404, "Not Found") }
        pull.isOpen = request.text("state") == "open"
        state.pulls[number] = pull
        return Answer(value: show(pull, state))
      },
      Operation("PATCH", "\(Self.repo)/issues/comments/*", .comment, fields: ["body": true]) {
        state, request, captured, _ in
        if let refusal = tooLong(request) { return refusal }
        guard let place = state.comments.firstIndex(where: { $0.id == Int(captured[0]) }) else {
          return .refused(404, "Not Found")
        }
        state.comments[place].body = request.text("body")
        return Answer(value: show(state.comments[place], state))
      },
      Operation("GET", "\(Self.repo)/commits/*/statuses") { state, request, captured, _ in
        page(state.statuses.filter { $0.commit == captured[0] }.reversed().map { show($0, state) }, request)
      },
      Operation(
        "POST", "\(Self.repo)/statuses/*", .status,
        fields: ["state": true, "context": false, "description": false, "target_url": false]
      ) { state, request, captured, user in
        if let knows = state.knows, !knows(captured[0]) { return invalid("No commit found for SHA: \(captured[0])") }
        guard ["error", "failure", "pending", "success"].contains(request.text("state")) else {
          return invalid("state")
        }
        guard request.text("description").count <= 140 else {
          return invalid("description is too long (maximum is 140 characters)")
        }
        let status = ForgeState.Status(
          id: state.nextNumber(), commit: captured[0], context: request.text("context"), state: request.text("state"),
          description: request.text("description"), url: request.body["target_url"] as? String, author: user.id)
        state.statuses.append(status)
        return Answer(status: 201, value: show(status, state))
      },
      Operation("GET", "\(Self.repo)/issues", .issues) { state, request, _, _ in
        let wanted = request.query["labels"]
        let issues = state.issues.values.filter { $0.isOpen && (wanted.map($0.labels.contains) ?? true) }
          .sorted { $0.number < $1.number }.map { show($0, state) }
        // GitHub's lists of issues have pull requests among them.
        let pulls = state.pulls.values.filter(\.isOpen).map { pull -> [String: Any] in
          [
            "number": pull.number, "title": pull.title, "user": show(state.user(pull.author)), "html_url": "",
            "pull_request": [String: Any](),
          ]
        }
        return page(issues + pulls, request)
      },
      Operation("POST", "\(Self.repo)/issues", .issues, fields: ["title": true, "body": false, "labels": false]) {
        state, request, _, user in
        guard state.hasIssues else { return .refused(410, "Issues has been disabled in this repository.") }
        if let refusal = tooLong(request) { return refusal }
        let issue = ForgeState.Issue(
          number: state.nextNumber(), title: request.text("title"), body: request.text("body"),
          labels: request.body["labels"] as? [String] ?? [], author: user.id)
        state.issues[issue.number] = issue
        return Answer(status: 201, value: show(issue, state))
      },
      Operation("PATCH", "\(Self.repo)/issues/*", .issues, fields: ["title": false, "body": false, "state": false]) {
        state, request, captured, _ in
        guard let number = Int(captured[0]), var issue = state.issues[number] else { return .refused(404, "Not Found") }
        issue.title = request.text("title")
        issue.body = request.text("body")
        issue.isOpen = request.text("state") == "open"
        state.issues[number] = issue
        return Answer(value: show(issue, state))
      },
      Operation("GET", "\(Self.repo)/branches/*") { state, _, captured, _ in
        guard let rule = state.branches[captured[0]] else { return .refused(404, "Branch not found") }
        return Answer(value: ["name": captured[0], "protected": rule != nil])
      },
      Operation("GET", "\(Self.repo)/rules/branches/*") { state, request, captured, _ in
        guard let approvals = state.rulesets[captured[0]] else { return Answer(value: []) }
        let reviews =
          ["required_approving_review_count": approvals, "dismiss_stale_reviews_on_push": false] as [String: Any]
        return page(
          [
            ["type": "deletion"], ["type": "pull_request", "parameters": reviews],
            [
              "type": "required_status_checks",
              "parameters": ["required_status_checks": [["context": "fleet-plan", "integration_id": 1]]],
            ],
          ], request)
      },
      Operation("GET", "\(Self.repo)/branches/*/protection", .administer) { state, _, captured, _ in
        guard let rule = state.branches[captured[0]], let rule else { return .refused(404, "Branch not protected") }
        return Answer(value: [
          "required_pull_request_reviews": ["required_approving_review_count": rule, "dismiss_stale_reviews": true],
          "required_status_checks": ["contexts": ["botfleet/plan"]],
        ])
      },
    ]
  }

  private func tooLong(_ request: Request) -> Answer? {
    request.text("body").unicodeScalars.count > 65_536
      ? invalid("Body is too long (maximum is 65536 characters)", code: "unprocessable", field: "data") : nil
  }

  private func invalid(_ message: String, code: String = "custom", field: String = "base") -> Answer {
    let error = ["resource": "IssueComment", "code": code, "field": field, "message": message]
    return Answer(status: 422, value: ["message": "Validation Failed", "errors": [error], "status": "422"])
  }
}

func show(_ user: ForgeState.User) -> [String: Any] {
  ["id": user.id, "login": user.login, "type": user.isBot ? "Bot" : "User"]
}

func show(_ pull: ForgeState.Pull, _ state: ForgeState) -> [String: Any] {
  [
    "number": pull.number, "title": pull.title, "user": show(state.user(pull.author)),
    "state": pull.isOpen ? "open" : "closed", "merged": pull.isMerged,
    "merged_at": pull.isMerged ? "2026-11-28T12:00:00Z" : NSNull(),
    "html_url": "https://forge.example.com/shop/fleet/pulls/\(pull.number)",
    "head": [
      "ref": pull.headBranch, "sha": pull.head, "repo": ["id": pull.isFork ? 2 : 1], "repo_id": pull.isFork ? 2 : 1,
    ],
    "base": ["ref": pull.base, "sha": pull.baseCommit, "repo": ["id": 1], "repo_id": 1],
  ]
}

func show(_ comment: ForgeState.Comment, _ state: ForgeState) -> [String: Any] {
  [
    "id": comment.id, "body": comment.body, "user": show(state.user(comment.author)),
    "html_url": "https://forge.example.com/c/\(comment.id)",
  ]
}

func show(_ status: ForgeState.Status, _ state: ForgeState) -> [String: Any] {
  [
    "id": status.id, "context": status.context, "state": status.state, "description": status.description,
    "target_url": status.url ?? NSNull(), "creator": show(state.user(status.author)),
  ]
}

func show(_ issue: ForgeState.Issue, _ state: ForgeState) -> [String: Any] {
  [
    "number": issue.number, "title": issue.title, "body": issue.body, "user": show(state.user(issue.author)),
    "html_url": "https://forge.example.com/issues/\(issue.number)",
  ]
}

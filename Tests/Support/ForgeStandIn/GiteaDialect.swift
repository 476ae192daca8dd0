import Foundation

/// Gitea and Forgejo, as their Swagger description has them.
struct GiteaDialect: Dialect {
  let root = ["api", "v1"]
  let unknownField = 422

  var archived: Answer { .refused(423, "repo is archived") }

  func refusal(of permission: ForgeState.Permission, _ user: ForgeState.User) -> Answer {
    .refused(403, "token does not have at least one of required scope(s)")
  }

  private static let repo = "repos/shop/fleet"

  var operations: [Operation] {
    [
      Operation("GET", "user") { _, _, _, user in
        user.isBot ? .refused(403, "token does not have at least one of required scope(s)") : Answer(value: show(user))
      },
      Operation("GET", "\(Self.repo)/pulls/*") { state, _, captured, _ in
        Int(captured[0]).flatMap { state.pulls[$0] }.map { Answer(value: show($0, state)) }
          ?? .refused(404, "not found")
      },
      Operation("GET", "\(Self.repo)/pulls") { state, request, _, _ in
        page(
          state.recentPulls.filter { $0.isOpen || request.query["state"] == "all" }.map { show($0, state) }, request,
          size: "limit", most: 50)
      },
      Operation(
        "POST", "\(Self.repo)/pulls", .pulls, fields: ["title": true, "body": false, "head": true, "base": true]
      ) {
        state, request, _, user in
        if state.pulls.values.contains(where: { $0.isOpen && $0.headBranch == request.text("head") }) {
          return .refused(409, "pull request already exists for these targets")
        }
        let pull = ForgeState.Pull(
          number: state.nextNumber(), title: request.text("title"), author: user.id,
          head: String(repeating: "b", count: 40), headBranch: request.text("head"), base: request.text("base"))
        state.pulls[pull.number] = pull
        return Answer(status: 201, value: show(pull, state))
      },
      Operation("GET", "\(Self.repo)/commits/*/pull") { state, _, captured, _ in
        if state.mergeLag > 0 {
          state.mergeLag -= 1
          return .refused(404, "not found")
        }
        // One at most, and only by the commit that the merge is recorded as.
        return state.merges[captured[0]]?.first.flatMap { state.pulls[$0] }.map { Answer(value: show($0, state)) }
          ?? .refused(404, "not found")
      },
      Operation("GET", "\(Self.repo)/pulls/*/reviews") { state, request, captured, _ in
        let number = Int(captured[0])
        let head = number.flatMap { state.pulls[$0] }?.head
        let found = state.reviews.filter { $0.pull == number }.map { review -> [String: Any] in
          [
            "user": show(state.user(review.user)), "commit_id": review.commit, "official": true,
            "state": review.state == "CHANGES_REQUESTED"
              ? "REQUEST_CHANGES" : review.state == "COMMENTED" ? "COMMENT" : "APPROVED",
            "stale": review.commit != head, "dismissed": review.state == "DISMISSED",
          ]
        }
        return page(found, request, size: "limit", most: 50)
      },
      // No pages: the whole list at once.
      Operation("GET", "\(Self.repo)/issues/*/comments") { state, _, captured, _ in
        Answer(value: state.comments.filter { $0.pull == Int(captured[0]) }.map { show($0, state) })
      },
      Operation("POST", "\(Self.repo)/issues/*/comments", .comment, fields: ["body": true]) {
        state, request, captured, user in
        let comment = ForgeState.Comment(
          id: state.nextNumber(), pull: Int(captured[0]) ?? 0, author: user.id, body: request.text("body"))
        state.comments.append(comment)
        return Answer(status: 201, value: show(comment, state))
      },
      Operation("PATCH", "\(Self.repo)/pulls/*", .pulls, fields: ["state": true]) { state, request, captured, _ in
        guard let number = Int(captured[0]), var pull = state.pulls[number] else { return .refused(404, "not found") }
        pull.isOpen = request.text("state") == "open"
        state.pulls[number] = pull
        return Answer(status: 201, value: show(pull, state))
      },
      Operation("PATCH", "\(Self.repo)/issues/comments/*", .comment, fields: ["body": true]) {
        state, request, captured, _ in
        guard let place = state.comments.firstIndex(where: { $0.id == Int(captured[0]) }) else {
          return .refused(404, "not found")
        }
        state.comments[place].body = request.text("body")
        return Answer(value: show(state.comments[place], state))
      },
      Operation("GET", "\(Self.repo)/commits/*/statuses") { state, request, captured, _ in
        let found = state.statuses.filter { $0.commit == captured[0] }.map { status -> [String: Any] in
          var shown = show(status, state)
          shown["status"] = status.state
          return shown
        }
        return page(found, request, size: "limit", most: 50)
      },
      Operation(
        "POST", "\(Self.repo)/statuses/*", .status,
        fields: ["state": true, "context": false, "description": false, "target_url": false]
      ) { state, request, captured, user in
        if let knows = state.knows, !knows(captured[0]) {
          return .refused(404, "object does not exist [id: \(captured[0])]")
        }
        let status = ForgeState.Status(
          id: state.nextNumber(), commit: captured[0], context: request.text("context"), state: request.text("state"),
          description: request.text("description"), url: request.body["target_url"] as? String, author: user.id)
        state.statuses.append(status)
        return Answer(status: 201, value: show(status, state))
      },
      Operation("GET", "\(Self.repo)/issues", .issues) { state, request, _, _ in
        guard state.hasIssues else { return .refused(404, "not found") }
        let wanted = request.query["labels"]
        let found = state.issues.values.filter { $0.isOpen && (wanted.map($0.labels.contains) ?? true) }
        return page(found.sorted { $0.number < $1.number }.map { show($0, state) }, request, size: "limit", most: 50)
      },
      Operation("GET", "\(Self.repo)/labels", .issues) { state, request, _, _ in
        let found = state.labels.enumerated().map { ["id": $0.offset + 1, "name": $0.element] as [String: Any] }
        return page(found, request, size: "limit", most: 50)
      },
      Operation("POST", "\(Self.repo)/labels", .issues, fields: ["name": true, "color": true]) { state, request, _, _ in
        state.labels.append(request.text("name"))
        return Answer(status: 201, value: ["id": state.labels.count, "name": request.text("name")])
      },
      Operation("POST", "\(Self.repo)/issues", .issues, fields: ["title": true, "body": false, "labels": false]) {
        state, request, _, user in
        guard state.hasIssues else { return .refused(404, "not found") }
        // Labels are numbers there; a name is no number.
        guard let numbers = request.body["labels"] as? [Int] else { return .refused(422, "labels: invalid type") }
        let issue = ForgeState.Issue(
          number: state.nextNumber(), title: request.text("title"), body: request.text("body"),
          labels: numbers.compactMap { state.labels.indices.contains($0 - 1) ? state.labels[$0 - 1] : nil },
          author: user.id)
        state.issues[issue.number] = issue
        return Answer(status: 201, value: show(issue, state))
      },
      Operation("PATCH", "\(Self.repo)/issues/*", .issues, fields: ["title": false, "body": false, "state": false]) {
        state, request, captured, _ in
        guard let number = Int(captured[0]), var issue = state.issues[number] else { return .refused(404, "not found") }
        issue.title = request.text("title")
        issue.body = request.text("body")
        issue.isOpen = request.text("state") == "open"
        state.issues[number] = issue
        return Answer(status: 201, value: show(issue, state))
      },
      Operation("GET", "\(Self.repo)/branches/*") { state, _, captured, _ in
        guard let rule = state.branches[captured[0]] else { return .refused(404, "not found") }
        return Answer(value: [
          "name": captured[0], "protected": rule != nil, "required_approvals": rule ?? 0,
          "enable_status_check": rule != nil,
          "status_check_contexts": ["botfleet/plan"], "user_can_push": state.isOpenToToken,
        ])
      },
    ]
  }
}

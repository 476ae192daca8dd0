import Foundation

/// GitLab, as version 4 of its REST API is documented.
struct GitLabDialect: Dialect {
  let root = ["api", "v4"]
  let unknownField = 400

  var archived: Answer { .refused(403, "403 Forbidden - project is archived") }

  func refusal(of permission: ForgeState.Permission, _ user: ForgeState.User) -> Answer {
    user.isJob ? .refused(404, "404 Not Found") : .refused(403, "403 Forbidden")
  }

  private static let project = "projects/*"

  /// The first capture is the project, in every path.
  var operations: [Operation] {
    [
      Operation("GET", "user") { _, _, _, user in
        user.isJob ? .refused(404, "404 Not Found") : Answer(value: show(user))
      },
      Operation("GET", "\(Self.project)/merge_requests/*") { state, _, captured, _ in
        Int(captured[1]).flatMap { state.pulls[$0] }.map { Answer(value: show($0, state)) }
          ?? .refused(404, "404 Not found")
      },
      Operation("GET", "\(Self.project)/merge_requests") { state, request, _, _ in
        let found = state.recentPulls.filter { pull in
          (pull.isOpen || request.query["state"] == "all")
            && (request.query["source_branch"] ?? pull.headBranch) == pull.headBranch
            && (request.query["target_branch"] ?? pull.base) == pull.base
        }
        return page(found.map { show($0, state) }, request)
      },
      Operation(
        "POST", "\(Self.project)/merge_requests", .pulls,
        fields: ["title": true, "description": false, "source_branch": true, "target_branch": true]
      ) { state, request, _, user in
        if state.pulls.values.contains(where: { $0.isOpen && $0.headBranch == request.text("source_branch") }) {
          return .refused(409, ["Another open merge request already exists for this source branch: !7"])
        }
        let pull = ForgeState.Pull(
          number: state.nextNumber(), title: request.text("title"), author: user.id,
          head: String(repeating: "b", count: 40), headBranch: request.text("source_branch"),
          base: request.text("target_branch"))
        state.pulls[pull.number] = pull
        return Answer(status: 201, value: show(pull, state))
      },
      Operation("GET", "\(Self.project)/repository/commits/*/merge_requests") { state, request, captured, _ in
        if state.mergeLag > 0 {
          state.mergeLag -= 1
          return Answer(value: [Any]())
        }
        let found = (state.merges[captured[1]] ?? []).compactMap { state.pulls[$0] }
        return page(found.map { show($0, state) }, request)
      },
      Operation("GET", "\(Self.project)/merge_requests/*/approvals") { state, _, captured, _ in
        let users = state.reviews.filter { $0.pull == Int(captured[1]) && $0.state == "APPROVED" }.map(\.user)
        return Answer(value: ["approved_by": users.map { ["user": show(state.user($0))] }])
      },
      Operation("GET", "\(Self.project)/merge_requests/*/notes") { state, request, captured, _ in
        let notes = state.comments.filter { $0.pull == Int(captured[1]) }.map { show($0, state) }
        let own: [String: Any] = [
          "id": 1, "body": "added 1 commit", "author": show(state.user(2)), "system": true,
        ]
        return page([own] + notes, request)
      },
      Operation("POST", "\(Self.project)/merge_requests/*/notes", .comment, fields: ["body": true]) {
        state, request, captured, user in
        if let refusal = tooLong(request) { return refusal }
        let comment = ForgeState.Comment(
          id: state.nextNumber(), pull: Int(captured[1]) ?? 0, author: user.id, body: request.text("body"))
        state.comments.append(comment)
        return Answer(status: 201, value: show(comment, state))
      },
      Operation("PUT", "\(Self.project)/merge_requests/*", .pulls, fields: ["state_event": true]) {
        state, request, captured, _ in
        guard let number = Int(captured[1]), var pull = state.pulls[number] else {
          return .refused(404, "404 Not found")
        }
        pull.isOpen = request.text("state_event") != "close"
        state.pulls[number] = pull
        return Answer(value: show(pull, state))
      },
      Operation("PUT", "\(Self.project)/merge_requests/*/notes/*", .comment, fields: ["body": true]) {
        state, request, captured, _ in
        if let refusal = tooLong(request) { return refusal }
        guard let place = state.comments.firstIndex(where: { $0.id == Int(captured[2]) }) else {
          return .refused(404, "404 Not found")
        }
        state.comments[place].body = request.text("body")
        return Answer(value: show(state.comments[place], state))
      },
      Operation("GET", "\(Self.project)/repository/commits/*/statuses") { state, request, captured, _ in
        page(state.statuses.filter { $0.commit == captured[1] }.map { show($0, state) }, request)
      },
      Operation(
        "POST", "\(Self.project)/statuses/*", .status,
        fields: ["state": true, "name": false, "description": false, "target_url": false]
      ) { state, request, captured, user in
        if let knows = state.knows, !knows(captured[1]) { return .refused(404, "404 Commit Not Found") }
        let wanted = request.text("state")
        guard ["pending", "running", "success", "failed", "canceled", "skipped"].contains(wanted) else {
          return .refused(400, "state does not have a valid value")
        }
        let name = request.text("name")
        let last = state.statuses.last { $0.commit == captured[1] && $0.context == name }
        if last?.state == wanted {
          return .refused(
            400, "Cannot transition status via :enqueue from :\(wanted) (Reason(s): Status cannot transition)")
        }
        let status = ForgeState.Status(
          id: state.nextNumber(), commit: captured[1], context: name, state: wanted,
          description: request.text("description"), url: request.body["target_url"] as? String, author: user.id)
        state.statuses.append(status)
        return Answer(status: 201, value: show(status, state))
      },
      Operation("GET", "\(Self.project)/issues", .issues) { state, request, _, _ in
        let wanted = request.query["labels"]
        let found = state.issues.values.filter { $0.isOpen && (wanted.map($0.labels.contains) ?? true) }
        return page(found.sorted { $0.number < $1.number }.map { show($0, state) }, request)
      },
      Operation(
        "POST", "\(Self.project)/issues", .issues, fields: ["title": true, "description": false, "labels": false]
      ) {
        state, request, _, user in
        guard state.hasIssues else { return .refused(403, "403 Forbidden - issues are disabled") }
        let issue = ForgeState.Issue(
          number: state.nextNumber(), title: request.text("title"), body: request.text("description"),
          labels: request.text("labels").split(separator: ",").map(String.init), author: user.id)
        state.issues[issue.number] = issue
        return Answer(status: 201, value: show(issue, state))
      },
      Operation(
        "PUT", "\(Self.project)/issues/*", .issues,
        fields: ["title": false, "description": false, "state_event": false]
      ) { state, request, captured, _ in
        guard let number = Int(captured[1]), var issue = state.issues[number] else {
          return .refused(404, "404 Not found")
        }
        issue.title = request.text("title")
        issue.body = request.text("description")
        issue.isOpen = request.text("state_event") == "reopen"
        state.issues[number] = issue
        return Answer(value: show(issue, state))
      },
      Operation("GET", "\(Self.project)/repository/branches/*") { state, _, captured, _ in
        guard let rule = state.branches[captured[1]] else { return .refused(404, "404 Branch Not Found") }
        return Answer(value: ["name": captured[1], "protected": rule != nil, "can_push": state.isOpenToToken])
      },
    ]
  }

  private func tooLong(_ request: Request) -> Answer? {
    request.text("body").count > 1_000_000
      ? .refused(400, ["note": ["is too long (maximum is 1000000 characters)"]]) : nil
  }

  private func show(_ user: ForgeState.User) -> [String: Any] {
    ["id": user.id, "username": user.login, "bot": user.isBot]
  }

  private func show(_ pull: ForgeState.Pull, _ state: ForgeState) -> [String: Any] {
    [
      "iid": pull.number, "title": pull.title, "author": show(state.user(pull.author)),
      "state": pull.isMerged ? "merged" : pull.isOpen ? "opened" : "closed", "sha": pull.head,
      "source_branch": pull.headBranch, "target_branch": pull.base, "source_project_id": pull.isFork ? 2 : 1,
      "target_project_id": 1, "web_url": "https://forge.example.com/shop/fleet/-/merge_requests/\(pull.number)",
    ]
  }

  private func show(_ comment: ForgeState.Comment, _ state: ForgeState) -> [String: Any] {
    ["id": comment.id, "body": comment.body, "author": show(state.user(comment.author)), "system": false]
  }

  private func show(_ status: ForgeState.Status, _ state: ForgeState) -> [String: Any] {
    [
      "id": status.id, "name": status.context, "status": status.state, "description": status.description,
      "target_url": status.url ?? NSNull(), "author": show(state.user(status.author)),
    ]
  }

  private func show(_ issue: ForgeState.Issue, _ state: ForgeState) -> [String: Any] {
    [
      "iid": issue.number, "title": issue.title, "description": issue.body, "author": show(state.user(issue.author)),
      "web_url": "https://forge.example.com/issues/\(issue.number)",
    ]
  }
}

import ForgeStandIn
import Forges
import Testing

/// What a client does about a forge that fails, limits and refuses.
@Suite(.timeLimit(.minutes(20)))
struct ForgeFailureTests {
  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A forge that fails for a minute is waited for`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.fail(.init("GET", "7", times: 6, status: 502, body: "<html>Bad Gateway</html>"))
    #expect(try await bench.client.pullRequest(7)?.number == 7)
    bench.forge.fail(.init("GET", "7", times: 100, status: 502))
    #expect(await failure { try await bench.client.pullRequest(7) } == .failing(status: 502, mayHaveTakenEffect: false))
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `What might be done twice is not sent twice`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.fail(.init("POST", status: 500))
    let draft = IssueDraft(title: "t", body: "b", label: "drift")
    let failed = await failure { try await bench.client.open(draft) }
    #expect(failed == .failing(status: 500, mayHaveTakenEffect: true))
    #expect(bench.forge.asked.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test(arguments: [
    "Retry-After: 30\r\n", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1795348830\r\n",
    "RateLimit-Remaining: 0\r\nRateLimit-Reset: 1795348830\r\n", "",
  ])
  func `A limit is waited for, said or not`(headers: String) async throws {
    let bench = try ForgeBench(.gitHub, speed: 2000)
    bench.forge.fail(.init("GET", "7", times: 2, status: 429, headers: headers))
    #expect(try await bench.client.pullRequest(7)?.number == 7)
    #expect(bench.forge.asked.count == 3)
  }

  @Test func `A limit that ends in an hour is not waited for`() async throws {
    let bench = try ForgeBench(.gitHub)
    bench.forge.fail(
      .init("GET", "7", status: 403, headers: "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 1795352400\r\n"))
    #expect(await failure { try await bench.client.pullRequest(7) } == .limited(seconds: 3600))
    #expect(bench.forge.asked.count == 1)
  }

  @Test func `A secondary limit without a header is a limit, and no missing permission`() async throws {
    let bench = try ForgeBench(.gitHub, speed: 2000)
    bench.forge.fail(
      .init(
        "POST", status: 403, headers: "X-RateLimit-Remaining: 4771\r\n",
        body: #"{"message": "You have exceeded a secondary rate limit."}"#))
    #expect(try await bench.client.comment("hello", on: 7).body == "hello")
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A permission that is missing is named, as it stands in a workflow`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { $0.users["token"]?.permissions = [.read] }
    #expect(await failure { try await bench.client.comment("x", on: 7) } == .permissionMissing(.comment))
    let status = CommitStatus(context: "c", state: .success, description: "")
    #expect(await failure { try await bench.client.report(status, on: "abc") } == .permissionMissing(.status))
    let grant = ForgePermission.comment.grant(on: kind.client)
    #expect(grant.contains(kind == .gitHub ? "pull-requests: write" : kind == .gitLab ? "api" : "write:issue"))
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A token that expired, an archived repository and issues that are off are told apart`(
    kind: ForgeStandIn.Kind
  ) async throws {
    let expired = try ForgeBench(kind, token: "old")
    #expect(await failure { try await expired.client.pullRequest(7) } == .unauthorized)
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { $0.isArchived = true }
    #expect(await failure { try await bench.client.comment("x", on: 7) } == .archived)
    bench.forge.state.withLock { state in
      state.isArchived = false
      state.hasIssues = false
      state.labels = ["drift"]
    }
    let draft = IssueDraft(title: "t", body: "b", label: "drift")
    #expect(await failure { try await bench.client.open(draft) } == .switchedOff("issues"))
  }

  @Test func `An answer that is not the forge's is told with its place, and without its values`() async throws {
    let bench = try ForgeBench(.gitHub)
    bench.forge.fail(.init("GET", "7", status: 200, body: #"{"number": "s3cret"}"#))
    let told = await failure { try await bench.client.pullRequest(7) }.map { "\($0)" } ?? ""
    #expect(told == "the forge's answer to GET repos/shop/fleet/pulls/7 cannot be read: number is not of the type Int")
  }

  @Test func `Nothing follows a link to another host`() async throws {
    let bench = try ForgeBench(.gitHub)
    let link = "Link: <https://evil.example.com/repos/shop/fleet/issues/7/comments?page=2>; rel=\"next\"\r\n"
    bench.forge.fail(.init("GET", "comments", status: 200, headers: link, body: "[]"))
    #expect(try await bench.client.comments(on: 7).isEmpty)
    #expect(bench.forge.asked.count == 1)
  }

  @Test func `What the forge still confirms is not sent again`() async throws {
    let bench = try ForgeBench(.gitHub)
    bench.forge.fail(
      .init(
        "GET", "comments", status: 200, headers: "ETag: \"v1\"\r\n",
        body: #"[{"id": 5, "body": "kept", "user": {"id": 1, "login": "ci"}}]"#))
    #expect(try await bench.client.comments(on: 7).map(\.body) == ["kept"])
    bench.forge.fail(.init("GET", "comments", status: 304, body: ""))
    #expect(try await bench.client.comments(on: 7).map(\.body) == ["kept"])
  }
}

import Testing

@testable import PanelSandbox

/// Where panels of two series answer otherwise, beyond what the scenarios show: seen on real ones.
@Suite struct SeriesTests {
  @Test func `Without being told it is a panel of today`() {
    #expect(SandboxSettings().series == .current)
  }

  @Test(arguments: [
    ("a@b", 201, 422), ("\"a b\"@example.com", 201, 422), ("a@[127.0.0.1]", 201, 422), ("(c)a@example.com", 500, 422),
    ("\u{1F600}@example.com", 422, 422), ("a b@example.com", 422, 422), ("a@b(c).com", 201, 422),
    ("a@IPv6.com", 422, 422), ("a @example.com", 201, 422), ("ü@example.com", 201, 201),
    ("a@-example.com", 422, 422), ("o'neil+x@example.com", 201, 201),
  ])
  func `An e-mail is taken as the panel's library reads it`(email: String, former: Int, current: Int) throws {
    #expect(try status(ofUserWith: email, on: .former) == former)
    #expect(try status(ofUserWith: email, on: .current) == current)
  }

  @Test func `An image may begin with a tilde on a panel of today alone`() throws {
    for (series, fields) in [(PanelSeries.former, ["docker_image"]), (.current, [])] {
      var panel = try panel(series)
      let body = try panel.body(of: panel.request("POST", "/api/application/servers", ["docker_image": "~x"]))
      let refused = (body["errors"]?.items ?? []).compactMap { $0.value(at: "meta.source_field")?.text }
      #expect(refused.filter { $0 == "docker_image" } == fields)
    }
  }

  @Test(arguments: PanelSeries.allCases)
  func `A size below zero breaks a list that holds something, and no other`(series: PanelSeries) throws {
    var panel = try panel(series)
    let users = "/api/application/users?per_page=-1"
    #expect(try panel.answer(to: panel.request("GET", users)).status == 500)
    let none = try panel.body(of: panel.request("GET", "/api/application/servers?per_page=-1"))
    #expect(none.value(at: "meta.pagination.per_page") == -1)
    #expect(none.value(at: "meta.pagination.total_pages") == 1)
    #expect(try panel.answer(to: panel.request("GET", "/api/application/users?per_page=1e40")).status == 200)
  }

  private func status(ofUserWith email: String, on series: PanelSeries) throws -> Int {
    var panel = try panel(series)
    let body: JSON = ["email": .string(email), "username": "someone", "first_name": "Some", "last_name": "One"]
    return try panel.answer(to: panel.request("POST", "/api/application/users", body)).status
  }

  /// Without the time that making a user takes.
  private func panel(_ series: PanelSeries) throws -> EmbeddedPanel {
    var settings = SandboxSettings()
    settings.series = series
    settings.userDelay = 0
    return try makePanel(settings, at: Moment(milliseconds: 1_795_000_000_000))
  }
}

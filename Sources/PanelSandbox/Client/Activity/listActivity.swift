/// What a server's activity can be filtered and sorted by.
private let activityListing = Listing<ActivityRow>(
  filters: [.partial("event") { $0.entry.event }],
  sorts: [.init(name: "timestamp") { .number($0.entry.at.milliseconds) }])

private struct ActivityRow: Identifiable, Sendable {
  let entry: Activity
  var id: Int { entry.id }
}

/// `GET /servers/{server}/activity`: in the order in which it happened, unless asked otherwise (recording 60-075).
@Sendable func listActivity(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  let rows = Dictionary(
    uniqueKeysWithValues: state.shownActivities(of: server).map { ($0.id, ActivityRow(entry: $0)) })
  let ids = try activityListing.ids(SortedIDs(rows.keys.sorted()), asked: call.input) { rows[$0] }
  let page = try Page(of: call.query, usual: 25, most: 100)
  let objects = try page.slice(of: ids).compactMap { rows[$0] }.map { activityObject($0.entry) }
  return .json(page.list(objects, total: ids.count, url: call.url, links: .wholeQuery(call.query)))
}

private func activityObject(_ entry: Activity) -> JSON {
  .object(
    "activity_log",
    [
      "id": .string(sha1(String(entry.id))), "batch": .null, "event": .string(entry.event),
      "is_api": .bool(entry.isAPI), "ip": .string(entry.ip), "description": .null,
      "properties": .object(entry.properties), "has_additional_metadata": .bool(false),
      "timestamp": .string(entry.at.text),
    ])
}

extension PanelState {
  /// Keeps what somebody did with a server by a call.
  mutating func log(_ event: String, _ server: Int, by call: Call, properties: JSONObject = [:]) {
    log(event, server, by: call.user.id, isAPI: true, ip: call.request.address, properties: properties, shownAt: now)
  }
}

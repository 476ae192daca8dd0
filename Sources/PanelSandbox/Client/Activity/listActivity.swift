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
  let objects = try page.slice(of: ids).compactMap { rows[$0] }.map { state.activityObject($0.entry, call) }
  return .json(page.list(objects, total: ids.count, url: call.url, links: .wholeQuery(call.query)))
}

extension PanelState {
  /// Where somebody came from is shown to himself and to administrators.
  fileprivate func activityObject(_ entry: Activity, _ call: Call) -> JSON {
    let actor = users[entry.actor]
    let isShown = entry.actor == call.user.id || call.user.isRootAdmin
    let attributes: JSONObject = [
      "id": .string(sha1(String(entry.id))), "batch": .null, "event": .string(entry.event),
      "is_api": .bool(entry.isAPI), "ip": isShown ? .string(entry.ip) : .null, "description": .null,
      "properties": .object(entry.properties), "has_additional_metadata": .bool(false),
      "timestamp": .string(entry.at.text),
    ]
    guard call.includes["actor"] != nil else { return .object("activity_log", attributes) }
    return .object("activity_log", attributes, relationships: ["actor": actor.map(actorObject) ?? Reader.nullResource])
  }

  /// A user as others see him.
  private func actorObject(_ user: User) -> JSON {
    .object(
      "user",
      [
        "uuid": .string(user.uuid), "username": .string(user.username), "email": .string(user.email),
        "image": .string("https://gravatar.com/avatar/\(sha1(user.email).prefix(32))"),
        "2fa_enabled": .bool(user.usesTwoFactor),
        "created_at": .string(user.createdAt.text),
      ])
  }
}

extension PanelState {
  /// Keeps what somebody did with a server by a call.
  mutating func log(_ event: String, _ server: Int, by call: Call, properties: JSONObject = [:]) {
    log(event, server, by: call.user.id, isAPI: true, ip: call.request.address, properties: properties, shownAt: now)
  }
}

/// A server as the panel writes it.
func serverJSON(
  _ id: Int = 1, externalID: String? = "ord-1", uuid: String = "6e2b7c1e-0000-4000-8000-000000000001",
  status: String? = nil, allocation: Int = 5, relationships: String = "{}",
  environment: String =
    #"{"TIER":"starter","DISCORD_TOKEN":"hunter2","STARTUP":"node .","P_SERVER_UUID":"x","P_SERVER_ALLOCATION_LIMIT":0}"#
) -> String {
  """
  {"object":"server","attributes":{"id":\(id),"external_id":\(externalID.map { "\"\($0)\"" } ?? "null"),"uuid":"\(uuid)","identifier":"6e2b7c1e",
  "name":"bot","description":"ours","status":\(status.map { "\"\($0)\"" } ?? "null"),"suspended":\(status == "suspended"),
  "limits":{"memory":512,"swap":0,"disk":1024,"io":500,"cpu":50,"threads":null,"oom_disabled":true},
  "feature_limits":{"databases":0,"allocations":0,"backups":1},"user":2,"node":1,"allocation":\(allocation),"nest":5,
  "egg":15,"container":{"startup_command":"node .","image":"img","installed":1,"environment":\(environment)},
  "updated_at":"2026-11-22T11:30:36+00:00","created_at":"2026-11-22T11:30:36+00:00","relationships":\(relationships)}}
  """
}

/// An allocation as the panel writes it.
func allocationJSON(_ id: Int, assigned: Bool = false) -> String {
  #"{"object":"allocation","attributes":{"id":\#(id),"ip":"192.0.2.1","alias":null,"port":\#(2000 + id),"notes":null,"assigned":\#(assigned)}}"#
}

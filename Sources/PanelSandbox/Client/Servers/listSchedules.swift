/// `GET /servers/{server}/schedules`, with the task of each.
@Sendable func listSchedules(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  return .json(.list((state.schedules[server.id] ?? []).sorted { $0.id < $1.id }.map(scheduleObject)))
}

private func scheduleObject(_ schedule: Schedule) -> JSON {
  let at = JSON.string(schedule.lastRunAt.text)
  return .object(
    "server_schedule",
    [
      "id": .integer(schedule.id), "name": .string(schedule.signal.rawValue),
      "cron": ["day_of_week": "*", "day_of_month": "*", "month": "*", "hour": "*", "minute": "0"],
      "is_active": .bool(true), "is_processing": .bool(false), "only_when_online": .bool(false), "last_run_at": at,
      "next_run_at": .string((schedule.lastRunAt + 3_600_000).text), "created_at": at, "updated_at": at,
      "relationships": ["tasks": .list([taskObject(of: schedule)])],
    ])
}

private func taskObject(of schedule: Schedule) -> JSON {
  let at = JSON.string(schedule.lastRunAt.text)
  return .object(
    "schedule_task",
    [
      "id": .integer(schedule.id), "sequence_id": 1, "action": "power", "payload": .string(schedule.signal.rawValue),
      "time_offset": 0, "is_queued": .bool(false), "continue_on_failure": .bool(false), "created_at": at,
      "updated_at": at,
    ])
}

/// A schedule of a server that sends its daemon a signal, and has run.
struct Schedule: Sendable, Equatable {
  let id: Int
  let signal: Power.Signal
  let lastRunAt: Moment
}

extension PanelState {
  /// A schedule sends a signal, of which the activity shows nothing. There is one for each signal.
  mutating func runSchedule(_ signal: Power.Signal, _ server: Int) {
    receive(signal, server)
    let id = schedules[server]?.first { $0.signal == signal }?.id ?? (lastSchedule + 1)
    lastSchedule = max(lastSchedule, id)
    schedules[server, default: []].removeAll { $0.id == id }
    schedules[server, default: []].append(Schedule(id: id, signal: signal, lastRunAt: now))
  }
}

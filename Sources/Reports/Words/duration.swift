internal import Planner

/// A time as people say it, in its one or two largest units: `45 s`, `2 min`, `1 h 30 min`.
func duration(_ seconds: Int) -> String {
  if seconds < 60 { return "\(seconds) s" }
  let minutes = seconds / 60
  if minutes < 60 {
    return seconds.isMultiple(of: 60) || minutes >= 10 ? "\(minutes) min" : "\(minutes) min \(seconds % 60) s"
  }
  return minutes.isMultiple(of: 60)
    ? "\(thousands(minutes / 60)) h" : "\(thousands(minutes / 60)) h \(minutes % 60) min"
}

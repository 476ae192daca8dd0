import Health
import Planner
import Views

/// What a bot takes, beside what it may: a bar and words for each.
func usageBars(_ usage: Usage, _ say: Words) -> HTML {
  let cpu = usage.cpuLimit.map { usage.use.cpuPercent / Double($0) }
  let cpuWords =
    usage.cpuLimit.map {
      say(
        "\(say.number(usage.use.cpuPercent, digits: 0)) of \($0) %",
        "\(say.number(usage.use.cpuPercent, digits: 0)) van \($0) %")
    }
    ?? say(
      "\(say.number(usage.use.cpuPercent, digits: 0)) %, no limit",
      "\(say.number(usage.use.cpuPercent, digits: 0)) %, geen limiet")
  return """
    <div class="bars">\
    \(bar(say("Processor", "Processor"), cpuWords, cpu))\
    \(bar(say("Memory", "Geheugen"), amount(usage.use.memoryBytes, usage.memoryLimit, say), part(usage.use.memoryBytes, usage.memoryLimit)))\
    \(bar(say("Disk", "Schijf"), amount(usage.use.diskBytes, usage.diskLimit, say), part(usage.use.diskBytes, usage.diskLimit)))\
    </div>
    """
}

private func amount(_ bytes: Int, _ limit: Int?, _ say: Words) -> String {
  guard let limit else { return say("\(say.bytes(bytes)), no limit", "\(say.bytes(bytes)), geen limiet") }
  return say("\(say.bytes(bytes)) of \(say.bytes(limit))", "\(say.bytes(bytes)) van \(say.bytes(limit))")
}

private func part(_ bytes: Int, _ limit: Int?) -> Double? { limit.map { Double(bytes) / Double($0) } }

/// The words say all of it; the bar is for the eye.
private func bar(_ name: String, _ words: String, _ part: Double?) -> HTML {
  let width = Int((min(1, max(0, part ?? 0)) * 100).rounded())
  let tone = width >= 95 ? "bad" : width >= 80 ? "warning" : "good"
  return """
    <div class="bar"><span class="bar-name">\(name)</span><span class="bar-words">\(words)</span>\
    <svg class="bar-line \(tone)" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="bar-ground" width="100" height="4"/><rect class="bar-fill" width="\(width)" height="4"/></svg></div>
    """
}

/// The latest measurements as lines: processor and memory as parts of what they may be.
func usageChart(_ points: [ChartPoint], _ say: Words) -> HTML {
  guard points.count >= 2, let first = points.first, let last = points.last else { return "" }
  let span = max(1, last.at.seconds - first.at.seconds)
  func x(_ point: ChartPoint) -> Int { (point.at.seconds - first.at.seconds) * 600 / span }
  func line(_ value: (ChartPoint) -> Double) -> String {
    points.map { "\(x($0)),\(118 - Int(value($0) * 112))" }.joined(separator: " ")
  }
  let duration = say.duration(span)
  let highest = { (value: (ChartPoint) -> Double) in say.number((points.map(value).max() ?? 0) * 100, digits: 0) }
  let label = say(
    "Use of the last \(duration): processor up to \(highest(\.cpu)) %, memory up to \(highest(\.memory)) % of what it may take",
    "Gebruik van de laatste \(duration): processor tot \(highest(\.cpu)) %, geheugen tot \(highest(\.memory)) % van wat mag"
  )
  return """
    <figure class="chart"><svg viewBox="0 0 600 120" preserveAspectRatio="none" role="img" aria-label="\(label)">\
    <path class="grid" d="M0 6h600M0 62h600M0 118h600"/>\
    <polyline class="cpu" points="\(line(\.cpu))"/><polyline class="memory" points="\(line(\.memory))"/></svg>\
    <figcaption><span class="key cpu">\(say("Processor", "Processor"))</span><span class="key memory">\(say("Memory", "Geheugen"))</span>\
    <span>\(say("the last \(duration)", "de laatste \(duration)"))</span></figcaption></figure>
    """
}

/// What a server may take.
func limitFacts(_ limits: Limits, _ say: Words) -> [(name: String, value: HTML?)] {
  [
    (say("Memory", "Geheugen"), "\(say.size(limits.memory))"),
    (say("Disk", "Schijf"), "\(say.size(limits.disk))"),
    (say("Processor", "Processor"), limits.cpu == 0 ? "\(say("no limit", "geen limiet"))" : "\(limits.cpu) %"),
    (say("Databases", "Databases"), limits.databases.map { "\($0)" }),
    (say("Backups", "Back-ups"), "\(limits.backups)"),
  ]
}

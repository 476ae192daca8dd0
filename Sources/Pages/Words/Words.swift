import Planner

/// Says things in one language. Every text of the pages stands in both languages at the place where it is used, so that none can be missing.
public struct Words: Sendable, Hashable {
  public let language: Language

  /// A language that pages are in.
  public enum Language: String, Hashable, Sendable, CaseIterable {
    case dutch = "nl"
    case english = "en"
  }

  public init(_ language: Language) { self.language = language }

  func callAsFunction(_ english: String, _ dutch: String) -> String {
    switch language {
    case .dutch: dutch
    case .english: english
    }
  }

  /// The language that a browser asks for; English where it asks for neither.
  ///
  /// - Parameter accepted: `Accept-Language`.
  public static func language(accepted: String) -> Language {
    var best: (language: Language, weight: Double)?
    for range in accepted.prefix(400).split(separator: ",").prefix(20) {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let name = parts.first?.lowercased(), let language = Language(rawValue: String(name.prefix { $0 != "-" }))
      else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language ?? .english
  }
}

// MARK: Numbers and times

extension Words {
  /// `1.5`, `1,5`
  func number(_ value: Double, digits: Int = 1) -> String {
    let scale = digits == 0 ? 1.0 : digits == 1 ? 10 : 100
    let rounded = Int((value * scale).rounded())
    let (whole, rest) = (rounded / Int(scale), abs(rounded % Int(scale)))
    guard rest != 0 else { return "\(whole)" }
    let mark = language == .dutch ? "," : "."
    let text = String(rest)
    return "\(whole)\(mark)\(String(repeating: "0", count: (digits == 2 ? 2 : 1) - text.count))\(text)"
  }

  /// `512 MiB`, `1.5 GiB`
  func bytes(_ count: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var (value, unit) = (Double(max(0, count)), 0)
    while value >= 1024, unit < units.count - 1 { (value, unit) = (value / 1024, unit + 1) }
    return "\(number(value, digits: value >= 100 ? 0 : 1)) \(units[unit])"
  }

  func size(_ amount: Mebibytes) -> String {
    amount.count == 0 ? self("no limit", "geen limiet") : bytes(amount.count << 20)
  }

  /// `3 minutes`, of seconds; the largest unit alone.
  func duration(_ seconds: Int) -> String {
    let seconds = max(0, seconds)
    return switch seconds {
    case ..<90: counted(seconds, ("second", "seconds"), ("seconde", "seconden"))
    case ..<5400: counted(seconds / 60, ("minute", "minutes"), ("minuut", "minuten"))
    case ..<172_800: counted(seconds / 3600, ("hour", "hours"), ("uur", "uur"))
    default: counted(seconds / 86_400, ("day", "days"), ("dag", "dagen"))
    }
  }

  func counted(
    _ count: Int, _ english: (one: String, many: String), _ dutch: (one: String, many: String)
  ) -> String {
    "\(count) \(self(count == 1 ? english.one : english.many, count == 1 ? dutch.one : dutch.many))"
  }

  /// `22 November 2026`
  func day(_ day: Day) -> String {
    let parts = "\(day)".split(separator: "-").map(String.init)
    guard parts.count == 3, let month = Int(parts[1]), let number = Int(parts[2]), (1...12).contains(month) else {
      return "\(day)"
    }
    let names =
      language == .dutch
      ? [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
      ]
      : [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
    return "\(number) \(names[month - 1]) \(parts[0])"
  }

  /// A moment, with the time in UTC; a script that runs shows it in the reader's own zone.
  func moment(_ instant: Instant) -> HTML {
    let text = "\(instant)"
    return
      "<time datetime=\"\(text)\" data-local>\(day(instant.day)) \(String(text.dropFirst(11).prefix(5))) UTC</time>"
  }

  /// `3 minutes ago`
  func ago(_ instant: Instant, _ now: Instant) -> HTML {
    let seconds = now.seconds - instant.seconds
    let words =
      seconds < 10
      ? self("just now", "zojuist") : self("\(duration(seconds)) ago", "\(duration(seconds)) geleden")
    return "<time datetime=\"\("\(instant)")\" title=\"\("\(instant)")\">\(words)</time>"
  }
}

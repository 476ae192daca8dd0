public import Planner

/// Findings as text for people, one after the other as they come.
public struct FindingText: Sendable {
  private let style: Style
  private let detail: Detail
  private var section: Finding.Section?

  /// How much is shown.
  public enum Detail: Sendable {
    case everything
    /// What is as it must be is left out.
    case problems
  }

  public init(style: Style, showing detail: Detail) {
    self.style = style
    self.detail = detail
  }

  /// The finding, below the name of its section where that begins with it; empty where it is not to be shown.
  public mutating func text(of finding: Finding) -> String {
    if case .problems = detail, finding.verdict == .ok || finding.verdict == .unknown { return "" }
    var lines: [Line] = []
    if finding.check.section != section {
      if section != nil { lines.append(.empty) }
      section = finding.check.section
      lines.append(Line(finding.check.section.title, .strong))
    }
    lines.append(line(of: finding))
    if let advice = finding.advice {
      let indentation = String(repeating: " ", count: Self.indent)
      lines.append(
        Line(
          [Span(indentation), Span(advice, finding.verdict == .ok ? .faint : .plain, upTo: 2000)], hanging: Self.indent)
      )
    }
    return render(lines, style)
  }

  /// `31 checks: 28 ok, 1 warning, 1 failure, 1 unknown.`, apart from what stands above it.
  public func summary(of findings: [Finding]) -> String {
    let counts = Finding.Verdict.allCases.compactMap { verdict -> Span? in
      let count = findings.count { $0.verdict == verdict }
      return count == 0 ? nil : Span(verdict.counted(count), verdict.ink)
    }
    let separated = counts.flatMap { [Span(", "), $0] }.dropFirst()
    let line = Line(
      [Span(counted(findings.count, "check"), .strong), Span(": ")] + separated + [Span(".")], hanging: 2)
    return render(section == nil ? [line] : [.empty, line], style)
  }

  /// Where what is said begins.
  private static let indent = 29

  private func line(of finding: Finding) -> Line {
    Line(
      [
        Span("  " + padded(finding.verdict.rawValue, to: 11), finding.verdict.ink),
        Span(padded(finding.check.title, to: Self.indent - 13)), Span(finding.message, upTo: 2000),
      ], hanging: Self.indent)
  }
}

private func padded(_ text: String, to columns: Int) -> String {
  text + String(repeating: " ", count: max(1, columns - columnCount(text)))
}

extension Finding.Verdict {
  fileprivate var ink: Ink {
    switch self {
    case .ok: .new
    case .warning: .caution
    case .failure: .danger
    case .unknown: .faint
    case .unchecked: .waiting
    }
  }

  fileprivate func counted(_ count: Int) -> String {
    switch self {
    case .ok, .unknown, .unchecked: "\(thousands(count)) \(rawValue)"
    case .warning, .failure: Planner.counted(count, rawValue)
    }
  }
}

extension Finding.Section {
  fileprivate var title: String {
    switch self {
    case .environment: "Environment"
    case .panel: "Panel"
    case .key: "Key"
    case .egg: "Egg"
    case .nodes: "Nodes"
    case .people: "Users"
    case .requests: "Request limit"
    case .git: "Git"
    case .server: "Server"
    }
  }
}

public import Planner

/// Problems as commands for GitHub's runner, one a line: it shows them beside the lines of the pull request.
public func diagnosticsGitHub(_ diagnostics: [Diagnostic]) -> String {
  diagnostics.map { diagnostic in
    let properties = diagnostic.properties.map { "\($0.0)=\(escapedProperty($0.1))" }.joined(separator: ",")
    return
      "::\(diagnostic.severity.rawValue) \(properties)::\(escaped(escapedForDisplay(diagnostic.message)))\(diagnostic.mend)\n"
  }.joined()
}

extension Diagnostic {
  fileprivate var properties: [(String, String)] {
    let place = place.map { [("line", String($0.line)), ("col", String($0.column))] } ?? []
    return (isAboutDocument ? [("file", path)] : []) + place + [("title", isAboutDocument ? code : "\(code): \(path)")]
  }

  fileprivate var mend: String { hint.map { "%0A" + escaped(escapedForDisplay($0)) } ?? "" }
}

private func escaped(_ text: String) -> String {
  text.unicodeScalars.map { $0 == "%" ? "%25" : String($0) }.joined()
}

/// In a property, `:` and `,` have a meaning of their own.
private func escapedProperty(_ text: String) -> String {
  escaped(escapedForDisplay(text)).unicodeScalars.map { scalar in
    switch scalar {
    case ":": "%3A"
    case ",": "%2C"
    default: String(scalar)
    }
  }.joined()
}

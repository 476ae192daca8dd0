public import Planner

/// Problems as a code quality report of GitLab, which shows them beside the lines of a merge request.
///
/// A fingerprint tells one problem from the others whatever line it moves to: GitLab compares those of two reports.
public func diagnosticsGitLab(_ diagnostics: [Diagnostic]) -> String {
  var seen: [String: Int] = [:]
  return jsonText(
    .array(
      diagnostics.map { diagnostic in
        let name = "\(diagnostic.code)\n\(diagnostic.path)\n\(diagnostic.message)"
        seen[name, default: 0] += 1
        return diagnostic.quality(Digest(of: "\(name)\n\(seen[name] ?? 0)".utf8).hexadecimal)
      }))
}

extension Diagnostic {
  fileprivate func quality(_ fingerprint: String) -> JSONValue {
    let text = hint.map { "\(message); \($0)" } ?? message
    let lines = JSONValue.object([.init("begin", .integer(place?.line ?? 1))])
    return .object([
      .init("description", .string(escapedForDisplay(text))), .init("check_name", .string(code)),
      .init("fingerprint", .string(fingerprint)), .init("severity", .string(severity == .error ? "critical" : "minor")),
      .init("location", .object([.init("path", .string(path)), .init("lines", lines)])),
    ])
  }
}

/// A path inside a repository without slashes at its ends; empty is the root. Refuses what could lead out of it.
func normalised(_ path: String) throws(GitError) -> String {
  var text = path[...]
  while text.hasSuffix("/") { text = text.dropLast() }
  guard !text.isEmpty else {
    guard path.isEmpty else { throw .invalid(path, why: "is not a path inside a repository") }
    return ""
  }
  _ = try pathComponents(of: String(text))
  return String(text)
}

/// The parts of a path that git may hold: none empty, `.`, `..` or `.git`, and no NUL.
func pathComponents(of path: String) throws(GitError) -> [String] {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  for part in parts where part.isEmpty || part == "." || part == ".." || part.lowercased() == ".git" {
    throw .invalid(path, why: "is not a path inside a repository")
  }
  try requireNoNUL(in: path)
  return parts
}

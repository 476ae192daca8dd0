import CLibGit2
import Glibc

/// Where attributes are read.
enum AttributeSource {
  /// The `.gitattributes` files of the working tree, and what is configured on this machine.
  case workTree
  /// The `.gitattributes` files of a commit.
  case commit(ObjectID)
}

/// The files that git changes on their way between a commit and a working tree, each with the attribute that says so:
/// `filter=lfs`, `working-tree-encoding=UTF-16`. Line endings and `ident` are not among them: libgit2 does those
/// itself.
///
/// No filter is run. Files are checked one by one only where an attributes file mentions filters at all.
///
/// - Parameters:
///   - files: paths in the repository; all of those below a folder, the attributes files included.
///   - folder: that folder.
///   - changed: paths to check in any case, because what is configured on this machine is in none of the files that are
///     read here.
func findFilters(
  on files: [String], below folder: String, changed: [String] = [], _ source: AttributeSource,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String: String] {
  let paths = try changed + (speaksOfFilters(files, folder, source, in: repository) ? files : [])
  var found: [String: String] = [:]
  for path in paths where found[path] == nil { found[path] = try filter(on: path, source, in: repository) }
  return found
}

private func filter(
  on path: String, _ source: AttributeSource, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> String? {
  var options = git_attr_options()
  options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
  switch source {
  case .workTree: options.flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
  case .commit(let id):
    options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_NO_SYSTEM | GIT_ATTR_CHECK_INCLUDE_COMMIT)
    options.attr_commit_id = id.raw
  }
  for name in ["filter", "working-tree-encoding"] {
    var value: UnsafePointer<CChar>?
    try check(git_attr_get_ext(&value, repository.raw, &options, path, name))
    // `-filter` and a bare `filter` name no filter.
    if git_attr_value(value) == GIT_ATTR_VALUE_STRING, let value { return "\(name)=\(String(cString: value))" }
  }
  return nil
}

private func speaksOfFilters(
  _ files: [String], _ folder: String, _ source: AttributeSource, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Bool {
  let folder = try normalised(folder)
  let above = attributesFiles(above: folder.isEmpty ? "" : folder + "/")
  let places = files.filter { $0.hasSuffix("/.gitattributes") } + above
  for place in places where try contents(of: place, source, in: repository).map(speaksOfFilters) ?? false {
    return true
  }
  return false
}

/// The attributes files that git considers for a path, or, if it ends in a slash, for the contents of that folder.
func attributesFiles(above path: String) -> [String] {
  let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  return [".gitattributes"] + folders.indices.map { folders[...$0].joined(separator: "/") + "/.gitattributes" }
}

private func speaksOfFilters(_ bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  return text.contains("filter") || text.contains("working-tree-encoding")
}

private func contents(
  of path: String, _ source: AttributeSource, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [UInt8]? {
  switch source {
  case .commit(let id):
    guard let found = try entry(at: path, in: readTree(of: id, in: repository), repository) else { return nil }
    switch found.kind {
    case .file, .executable: return try readBlob(found.id, in: repository)
    case .symlink, .submodule, .folder, .misnamed, nil: return nil
    }
  case .workTree:
    let root = try Folder(workTreeOf: repository)
    guard kind(of: path, in: root.descriptor) == .file else { return nil }
    switch readFile(path, in: root, largestAttributes) {
    case .bytes(let bytes): return bytes
    // Whatever it is, git may make sense of it: check the files.
    case .tooLarge: return Array("filter".utf8)
    case .symlink, .unreadable: return nil
    }
  }
}

/// Nobody writes more by hand.
private let largestAttributes = 1 << 20

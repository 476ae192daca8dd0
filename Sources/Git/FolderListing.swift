import Glibc

/// The files below a folder on disk, tracked by git or not. They can be read from several threads at once.
///
/// Symbolic links are listed and never followed, so that nothing outside the folder is read.
public final class FolderListing: Sendable {
  /// Sorted by the bytes of their paths.
  public let files: [FoundFile]
  private let root: Folder

  /// Lists what is below a path.
  ///
  /// - Parameters:
  ///   - root: the folder that the paths begin at.
  ///   - path: the folder below it, relative; a file there is listed as it is, and nothing there gives nothing.
  ///   - closed: paths of folders to report as unreadable, whether they exist or not, such as submodules.
  public init(_ root: String, below path: String, closed: [String] = []) throws(GitError) {
    let folder = try Folder(root: root)
    try requireNoLink(in: path, below: folder)
    files = try listFolder(path, in: folder).closing(closed)
    self.root = folder
  }

  /// Reads one of the files, counted from 0. A file of more than `limit` bytes is reported and not read.
  public func read(_ number: Int, limit: Int) -> FolderFile {
    let file = files[number]
    return switch file.kind {
    case .symlink: FolderFile(path: file.path, contents: .symlink)
    case .other, .folder, .misnamed: FolderFile(path: file.path, contents: .unreadable(why: "not a regular file"))
    case .file: FolderFile(path: file.path, contents: readFile(file.path, in: root, limit))
    }
  }
}

extension [FoundFile] {
  /// The same files, with something unreadable in the place of some folders.
  fileprivate func closing(_ folders: [String]) -> [FoundFile] {
    guard !folders.isEmpty else { return self }
    let others = filter { file in !folders.contains { isBelow($0, file.path) } }
    return (others + folders.map { FoundFile(path: $0, kind: .other) }).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }
}

/// The folder's name may come from somebody who wants other files read.
private func requireNoLink(in path: String, below root: borrowing Folder) throws(GitError) {
  var walked = ""
  for part in path.split(separator: "/") {
    walked += walked.isEmpty ? part : "/\(part)"
    guard kind(of: walked, in: root.descriptor) != FoundFile.Kind.symlink else {
      throw .invalid(path, why: "leads through a symbolic link")
    }
  }
}

/// A file below a folder on the disk, as a ``FolderListing`` found it.
public struct FolderFile: Hashable, Sendable {
  /// From the folder that was read from, with `/` between its parts.
  public let path: String
  /// What is there.
  public let contents: Contents

  /// A file's bytes, or why they were not read.
  public enum Contents: Hashable, Sendable {
    /// All bytes.
    case bytes([UInt8])
    /// Larger than the limit, and not read; the size is in bytes.
    case tooLarge(size: Int)
    /// A symbolic link; it is never followed.
    case symlink
    /// A pipe, a device, a socket, or something that may not be read; `why` is the system's message.
    case unreadable(why: String)
  }
}

/// Something below a folder on disk that is not a folder itself, or a folder that was not entered.
public struct FoundFile: Hashable, Sendable {
  /// From the folder that was listed, with `/` between its parts.
  public let path: String
  /// What it was when the folder was listed.
  public let kind: Kind

  /// What a folder says about its entries.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A symbolic link; it is never followed.
    case symlink
    /// A pipe, a device, a socket, a folder that may not be read.
    case other
    /// A folder nested so deeply that its contents were not listed.
    case folder
    /// A file or folder whose name is not UTF-8. Its path has U+FFFD in the place of what it is called.
    ///
    /// - Parameter isFolder: false for a plain file alone.
    case misnamed(isFolder: Bool)
  }
}

/// Something below the fleet's folder that is in the way of documents: what lies behind it, or should lie there, cannot be known.
///
/// A link in the place of a folder of orders must never look as if the orders were gone, nor one in the place of results as if
/// nothing had been applied yet.
struct PathConflict: Sendable {
  let kind: Kind
  /// Within the fleet's folder.
  let path: String
  let problem: Problem

  /// What it is in the way of.
  enum Kind: Sendable {
    case orders
    case results
  }

  /// What it is.
  enum Problem: Sendable {
    case symbolicLink
    /// A submodule, a pipe, something that may not be read.
    case unreadable
    case deepFolder
    /// Git and the system have names of any bytes; documents and plans are text.
    case misnamed
    case fileForFolder
    case folderForFile
  }

  /// Nil for files that are in nobody's way.
  ///
  /// - Parameter path: Within the fleet's folder.
  init?(_ file: FleetListing.Entry, at path: Substring.UTF8View) {
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    switch String(Substring(parts[0])) {
    case "orders": self.init(file, parts, in: .orders)
    case "results": self.init(file, parts, in: .results)
    default: return nil
    }
  }

  private init?(_ file: FleetListing.Entry, _ parts: [Substring.UTF8View], in kind: Kind) {
    if kind == .results, parts.count > 3, DocumentKind.isWellNamed(parts[2].span) {
      self.init(kind, parts.prefix(3), .folderForFile)
      return
    }
    // A document's own reader tells what is wrong with it, and editors leave hidden links beside what they have open.
    let name = parts[parts.count - 1]
    let isDocument = parts.count > 1 && DocumentKind.isDocument(name.span)
    let isPassedOver = isDocument || parts.count > 1 && name.first == UInt8(ascii: ".")
    guard !isPassedOver || file.sort.isNoDocument else { return nil }
    switch file.sort {
    case .symbolicLink: self.init(kind, parts[...], .symbolicLink)
    case .unreadable: self.init(kind, parts[...], .unreadable)
    case .deepFolder: self.init(kind, parts[...], .deepFolder)
    case .misnamed(let isFolder):
      guard isFolder || isDocument else { return nil }
      self.init(kind, parts[...], .misnamed)
    case .file:
      let isFolder = parts.count == 1 || kind == .results && parts.count == 2 && parts[1].count == 2
      guard isFolder else { return nil }
      self.init(kind, parts[...], .fileForFolder)
    }
  }

  private init(_ kind: Kind, _ parts: ArraySlice<Substring.UTF8View>, _ problem: Problem) {
    self.kind = kind
    path = parts.map { String(Substring($0)) }.joined(separator: "/")
    self.problem = problem
  }

  /// Whether a path within the fleet's folder leads through it.
  func blocks(_ inner: String) -> Bool { inner == path || inner.hasPrefix(path + "/") }

  /// What is told of it.
  func diagnostic(in listing: FleetListing) -> Diagnostic {
    let (code, message, hint) =
      switch problem {
      case .symbolicLink: ("symbolic-link", "symbolic links are not followed", "put the folder itself here")
      case .unreadable: ("unreadable", "this is neither a folder nor a readable file", "remove it")
      case .deepFolder:
        ("too-deep", "this folder is nested too deep, and documents in it are not read", "move it up")
      case .misnamed: ("bad-file-name", "this name is not UTF-8, and what has it is not read", "rename it")
      case .fileForFolder: ("no-folder", "there must be a folder here, not a file", "remove it")
      case .folderForFile:
        ("no-file", "there must be a file here, not a folder", "restore what `botfleet apply` committed")
      }
    return Diagnostic(.error, code: code, message, hint: hint, path: visible(listing.path(path)))
  }
}

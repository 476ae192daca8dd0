import Git
import Planner

/// The files below the fleet's folder: their names, and where their contents are.
indirect enum FleetFiles: Sendable {
  case onDisk(FolderListing, filtered: Filtered)
  case inCommit([TreeEntry], Repository, filtered: Filtered)
  /// The same files after an edit: `replaced` has existing documents by path; `added` are new ones, listed last.
  case edited(FleetFiles, replaced: [String: FleetFile], added: [FleetFile])

  /// For each path, the attribute because of which git changes the file on its way to a working tree.
  typealias Filtered = [String: String]

  /// What is there, before anything is read.
  var listed: [FleetListing.Entry] {
    switch self {
    case .onDisk(let listing, _): listing.files.map { FleetListing.Entry(path: $0.path, sort: $0.sort) }
    case .inCommit(let entries, _, _): entries.map { FleetListing.Entry(path: $0.path, sort: $0.kind.sort) }
    case .edited(let files, _, let added): files.listed + added.map { FleetListing.Entry(path: $0.path, sort: .file) }
    }
  }

  /// The same files, for another thread to read from.
  func opened() throws(GitError) -> FleetFiles {
    switch self {
    case .onDisk: self
    case .inCommit(let entries, let repository, let filtered):
      .inCommit(entries, try repository.opened(), filtered: filtered)
    case .edited(let files, let replaced, let added): .edited(try files.opened(), replaced: replaced, added: added)
    }
  }

  /// Reads some of the listed files, counted from 0, one after the other, and gathers what is made of them.
  func gather<Gathered: Sendable>(
    _ numbers: some Sequence<Int> & Sendable, into gathered: Gathered,
    _ add: @Sendable (inout Gathered, FleetFile) -> Void
  ) async throws(GitError) -> Gathered {
    switch self {
    case .onDisk(let listing, let filtered):
      var gathered = gathered
      for (count, number) in numbers.enumerated() {
        // The threads of all tasks are as many as the cores: what came from the panel meanwhile wants its turn.
        if count % 64 == 63 { await Task.yield() }
        add(&gathered, FleetFile(listing.read(number, limit: largestDocument)).told(filtered))
      }
      return gathered
    case .inCommit(let entries, let repository, let filtered):
      let chosen = numbers.map { entries[$0] }
      return try await repository.readFiles(chosen, limit: largestDocument, into: gathered) { gathered, file in
        add(&gathered, FleetFile(file).told(filtered))
      }
    case .edited(let files, let replaced, let added):
      let count = files.count
      var gathered = try await files.gather(numbers.filter { $0 < count }, into: gathered) { gathered, file in
        add(&gathered, replaced[file.path] ?? file)
      }
      for number in numbers where number >= count { add(&gathered, added[number - count]) }
      return gathered
    }
  }

  private var count: Int {
    switch self {
    case .onDisk(let listing, _): listing.files.count
    case .inCommit(let entries, _, _): entries.count
    case .edited(let files, _, let added): files.count + added.count
    }
  }

  /// Reads one of the listed files; nil for none.
  func file(_ number: Int?) async throws(GitError) -> FleetFile? {
    guard let number else { return nil }
    return try await gather([number], into: FleetFile?.none) { $0 = $1 }
  }
}

/// Larger files are reported and not read; each kind of document has a lower limit of its own.
private let largestDocument = 1 << 20

extension FoundFile {
  fileprivate var sort: FleetListing.Entry.Sort {
    switch kind {
    case .file: .file
    case .symlink: .symbolicLink
    case .other: .unreadable
    case .folder: .deepFolder
    case .misnamed(let isFolder): .misnamed(isFolder: isFolder)
    }
  }
}

extension TreeEntry.Kind {
  fileprivate var sort: FleetListing.Entry.Sort {
    switch self {
    case .file, .executable: .file
    case .symlink: .symbolicLink
    case .submodule: .unreadable
    case .folder: .deepFolder
    case .misnamed(let isFolder): .misnamed(isFolder: isFolder)
    }
  }
}

extension FleetFile {
  /// The file without its bytes, where people see something else in their working tree.
  fileprivate func told(_ filtered: FleetFiles.Filtered) -> FleetFile {
    guard !filtered.isEmpty, let attribute = filtered[path] else { return self }
    return FleetFile(path: path, content: .filtered(by: attribute))
  }

  init(_ file: FolderFile) {
    switch file.contents {
    case .bytes(let bytes): self.init(path: file.path, content: .bytes(bytes))
    case .tooLarge(let size): self.init(path: file.path, content: .oversized(bytes: size))
    case .symlink: self.init(path: file.path, content: .symbolicLink)
    case .unreadable: self.init(path: file.path, content: .unreadable)
    }
  }

  init(_ file: TreeFile) {
    let path = file.entry.path
    switch (file.entry.kind, file.contents) {
    case (.file, .bytes(let bytes)), (.executable, .bytes(let bytes)): self.init(path: path, content: .bytes(bytes))
    case (.file, .tooLarge(let size)), (.executable, .tooLarge(let size)):
      self.init(path: path, content: .oversized(bytes: size))
    case (.symlink, _): self.init(path: path, content: .symbolicLink)
    case (.submodule, _), (.folder, _), (.misnamed, _), (.file, .none), (.executable, .none):
      self.init(path: path, content: .unreadable)
    }
  }
}

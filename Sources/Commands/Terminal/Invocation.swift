import FoundationEssentials

/// What a program is given by whoever starts it.
public struct Invocation: Sendable {
  /// Without the program's name.
  public let arguments: [String]
  public let environment: [String: String]
  public let folder: Folder
  public let streams: StandardStreams
  public let process: Process

  /// Where relative paths begin.
  public enum Folder: Sendable {
    /// The working directory of the process.
    case ofProcess
    /// An absolute path.
    case named(String)
  }

  /// Whose the process is that it runs in.
  public enum Process: Sendable {
    /// Its own: signals are meant for it, and another program may take its place.
    case own
    /// It does something else as well.
    case shared
  }

  public init(
    arguments: [String], environment: [String: String], folder: Folder, streams: StandardStreams, process: Process
  ) {
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.streams = streams
    self.process = process
  }

  /// The folder, as an absolute path; empty where it has none.
  var here: String {
    switch folder {
    case .ofProcess: FileManager.default.currentDirectoryPath
    case .named(let folder): folder
    }
  }

  /// A path that somebody named, as the system is asked for it.
  func path(_ path: String) -> String {
    switch folder {
    case .named(let folder) where !path.hasPrefix("/"): "\(folder)/\(path)"
    case .named, .ofProcess: path
    }
  }
}

public import Planner
import Webhooks

/// Why a server does not start.
public enum ServerFailure: Error, Sendable {
  /// The machine's file cannot be read.
  case noFile(path: String)
  /// It has errors.
  case faulty([Diagnostic])
  /// Variables that it names are not set, with the keys that name them.
  case missingVariables([(name: String, key: String)])
  /// What a variable holds is not what it must be; it is not shown.
  case badVariable(name: String, why: String)
  /// Somebody who is to be told cannot be told that way.
  case badChannel(String, why: String)
  case state(path: String, why: String)
  /// Another process has the state folder.
  case inUse(path: String)
  case store(String)
  /// A file that was asked for cannot be written.
  case file(path: String, why: String)
  case listener(address: String, why: String)
  /// The machine's file names no database to mirror into.
  case noMirror
}

extension ServerFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noFile(let path): "\(path) cannot be read; name the machine's file with --config"
    case .faulty(let problems): problems.map(\.line).joined(separator: "\n")
    case .missingVariables(let names):
      names.map { "\($0.key) names \($0.name), which is not set in the environment" }.joined(separator: "\n")
    case .badVariable(let name, let why): "\(name): \(why)"
    case .badChannel(let name, let why): "the channel \(name): \(why)"
    case .state(let path, let why): "the state folder \(path) cannot be used: \(why)"
    case .inUse(let path): "another botfleet-server works with the state folder \(path); this one does nothing"
    case .store(let why): why
    case .noMirror: "the machine's file names no database to mirror into; write `mirror: { urlFrom: NAME }`"
    case .file(let path, let why): "\(path) cannot be written: \(why)"
    case .listener(let address, let why): "\(address) cannot be listened on: \(why)"
    }
  }
}

extension Diagnostic {
  /// `server.yaml:3:5: error: … (hint)`
  var line: String {
    let position = place.map { "\($0.path):\($0.line):\($0.column)" } ?? path
    // What the file says may stand in it, whatever it is.
    return escapedForDisplay("\(position): \(severity.rawValue): \(message)\(hint.map { " (\($0))" } ?? "")")
  }
}

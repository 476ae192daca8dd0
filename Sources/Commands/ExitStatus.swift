import Applier
import Glibc

/// How the program ends, for scripts.
enum ExitStatus: Sendable {
  case ended(RunEnd)
  /// Stopped by a signal before anything was done.
  case signal(Int32)

  /// The process's exit code.
  var code: Int32 {
    switch self {
    case .ended(.done): 0
    case .ended(.faulty): 1
    case .ended(.changes): 2
    case .ended(.incomplete): 3
    case .ended(.refused): 4
    case .ended(.unreachable): 5
    case .ended(.interrupted): 128 + SIGINT
    case .signal(let number): 128 + number
    }
  }
}

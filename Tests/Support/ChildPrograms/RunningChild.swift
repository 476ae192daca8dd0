public import Foundation
import Guarding

/// A program that was started. Its end is waited for on a thread of its own.
public final class RunningChild: Sendable {
  public let identifier: pid_t
  /// Nil while it runs.
  private let state = Guarded<Int32?>(nil)
  /// Given when the program has ended.
  private let ended = DispatchSemaphore(value: 0)

  /// Starts it as `spawn` does.
  public init(
    _ arguments: [String], in folder: String = "/",
    environment: [String: String] = ProcessInfo.processInfo.environment, streams: [Int32?] = [nil, nil, nil]
  ) throws {
    identifier = try spawn(arguments, in: folder, environment: environment, streams: streams)
    Thread.detachNewThread { [identifier, state, ended] in
      var end = siginfo_t()
      while waitid(P_PID, id_t(identifier), &end, WEXITED | WNOWAIT) < 0, errno == EINTR {}
      // Until it is waited for, its number is nobody else's.
      state.withLock { $0 = wait(for: identifier) }
      ended.signal()
    }
  }

  public var isRunning: Bool { state.withLock { $0 == nil } }

  /// Sends a signal, unless it has ended.
  public func signal(_ signal: Int32) {
    state.withLock { status in if status == nil { kill(identifier, signal) } }
  }

  /// Its status when it has ended; that of a signal is its number, negative. Blocks until then.
  public var status: Int32 {
    ended.wait()
    ended.signal()
    return state.withLock { $0 } ?? -1
  }
}

public import Glibc

/// Starts a program, found on the path of its environment, with no descriptor but its three streams, no blocked signals, and a process
/// group of its own, so that all that it starts can be ended. Where there is no such program, its status is 127.
///
/// `Process` lets a program inherit what other threads open meanwhile: whoever waits for the end of their pipes then waits for its end.
///
/// - Parameter streams: descriptors of its input, output and errors; nil for nothing.
public func spawn(
  _ arguments: [String], in folder: String = "/", environment: [String: String], streams: [Int32?] = [nil, nil, nil]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (number, stream) in zip(Int32(0)..., streams) {
    if let stream {
      posix_spawn_file_actions_adddup2(&actions, stream, number)
    } else {
      posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
    }
  }
  // No test has more of them open; the function that closes all Swift does not see.
  for descriptor in 3..<1024 as Range<Int32> { posix_spawn_file_actions_addclose(&actions, descriptor) }
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
  var words: [UnsafeMutablePointer<CChar>?] = (["env", "-C", folder] + arguments).map { strdup($0) } + [nil]
  var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
  defer { (words + variables).forEach { free($0) } }
  var child: pid_t = 0
  let result = posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, &variables)
  guard result == 0 else { throw SpawnFailure(detail: "\(arguments): \(String(cString: strerror(result)))") }
  return child
}

/// Waits for the end of a program that was spawned, once, and gives its status; that of a signal is its number, negative.
@discardableResult
public func wait(for child: pid_t) -> Int32 {
  var status: Int32 = 0
  while waitpid(child, &status, 0) < 0 {
    guard errno == EINTR else { preconditionFailure("\(child) is no child that runs") }
  }
  let signal = status & 0x7f
  return signal == 0 ? status >> 8 & 0xff : -signal
}

/// A program could not be started.
public struct SpawnFailure: Error {
  public let detail: String

  public init(detail: String) { self.detail = detail }
}

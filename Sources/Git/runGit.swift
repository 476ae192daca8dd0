import Glibc
import Subprocess
import SystemPackage

/// How a run of the program ended.
struct GitAnswer: Sendable {
  /// 0 is success; a signal counts as 128 and more, as in a shell.
  let status: Int32
  let output: String
  /// What it wrote for people, without credentials.
  let stderr: String
}

extension GitProgram {
  /// Runs git in a folder, and kills it when the time is up or the task is cancelled.
  func run(
    _ arguments: [String], in folder: String, input: [UInt8] = [], step: String, within limit: Duration
  ) async throws(GitError) -> GitAnswer {
    // A repository that lies in a folder somebody committed, with a configuration of its own, is nobody's choice.
    let all = ["-c", "safe.bareRepository=explicit"] + arguments
    return try await logging(arguments, of: "git") { () throws(GitError) in
      try await runUnlogged(path, all, in: folder, input, step, limit)
    }
  }

  /// Runs another program as git runs those that it needs: in the same environment, with nobody to ask, and killed when the time is up.
  ///
  /// - Parameter name: a path, or a name on the `PATH`.
  /// - Returns: status 127 where there is no such program.
  func runBeside(
    _ name: String, _ arguments: [String], in folder: String, input: [UInt8] = [], step: String, within limit: Duration
  ) async throws(GitError) -> GitAnswer {
    let executable: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    let path: String
    do { path = try await executable.resolveExecutablePath(in: .custom(typed(environment))).string } catch {
      return GitAnswer(status: 127, output: "", stderr: "\(name) was not found on the PATH")
    }
    return try await logging(arguments, of: name) { () throws(GitError) in
      try await runUnlogged(path, arguments, in: folder, input, step, limit)
    }
  }

  private func logging(
    _ arguments: [String], of name: String, _ body: () async throws(GitError) -> GitAnswer
  ) async throws(GitError) -> GitAnswer {
    let began = ContinuousClock.now
    do throws(GitError) {
      let answer = try await body()
      logCommand(name, arguments, .ended(status: answer.status), after: .now - began)
      return answer
    } catch {
      logCommand(name, arguments, .failed(error), after: .now - began)
      throw error
    }
  }

  private func runUnlogged(
    _ path: String, _ arguments: [String], in folder: String, _ input: [UInt8], _ step: String, _ limit: Duration
  ) async throws(GitError) -> GitAnswer {
    do {
      return try await withThrowingTaskGroup(of: GitAnswer?.self) { group in
        group.addTask { try await answer(of: path, to: arguments, in: folder, input) }
        group.addTask {
          try await Task.sleep(for: limit)
          return nil
        }
        defer { group.cancelAll() }
        guard let answer = try await group.next() ?? nil else { throw GitError.timedOut(step: step, limit: limit) }
        if Task.isCancelled { throw GitError.cancelled(step: step) }
        return answer
      }
    } catch let error as GitError {
      throw error
    } catch {
      if Task.isCancelled { throw .cancelled(step: step) }
      throw .remoteFailed(step: step, .other(status: -1), stderr: "\(error)")
    }
  }

  private func answer(
    of path: String, to arguments: [String], in folder: String, _ input: [UInt8]
  ) async throws -> GitAnswer {
    let errors = try ErrorFile(in: temporaryFolder)
    let descriptor = errors.descriptor
    // Keeps taking what a hook prints, however much and however long, and forgets it.
    let keeping = Task {
      while !Task.isCancelled {
        ErrorFile.forgetBeginning(of: descriptor.rawValue)
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
    let ended = await Result.of { try await start(path, arguments, in: folder, input, errors: descriptor) }
    // The descriptor is another file's as soon as it is closed.
    keeping.cancel()
    await keeping.value
    let result = try ended.get()
    return GitAnswer(status: result.status, output: result.output, stderr: maskSecrets(errors.text()))
  }

  private func start(
    _ path: String, _ arguments: [String], in folder: String, _ input: [UInt8], errors: FileDescriptor
  ) async throws -> (status: Int32, output: String) {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(typed(environment)),
      workingDirectory: FilePath(folder), platformOptions: platformOptions, input: .array(input),
      output: .bytes(limit: 1 << 20),
      error: .fileDescriptor(errors, closeAfterSpawningProcess: false))
    let status: Int32
    switch result.terminationStatus {
    case .exited(let code): status = code
    case .signaled(let signal): status = 128 + signal
    }
    return (status, String(decoding: result.standardOutput, as: UTF8.self))
  }

  /// A session of its own: nothing that git starts can ask on the terminal, Ctrl-C does not reach a push halfway, and
  /// helpers such as ssh are killed along with git.
  private var platformOptions: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))]
    return options
  }
}

/// Collects stderr. A pipe would stay open as long as anything that git left behind holds it, such as the master
/// connection of an ssh with `ControlPersist`, and so would the wait for its end.
private struct ErrorFile: ~Copyable {
  /// Roughly how many bytes it may hold: a hook that prints for minutes must not fill the disk.
  static let most = 1 << 20

  /// Frees the space of everything but the end, which says why a step ended. Whatever is written meanwhile is lost
  /// before that end.
  static func forgetBeginning(of file: Int32) {
    guard lseek(file, 0, SEEK_END) > most else { return }
    let end = end(of: file)
    guard ftruncate(file, 0) == 0 else { return }
    _ = write(file, end, end.count)
  }

  /// The last 16 KiB.
  private static func end(of file: Int32) -> [UInt8] {
    let size = lseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: Int(min(max(size, 0), 16_384)))
    let count = pread(file, &bytes, bytes.count, size - off_t(bytes.count))
    return Array(bytes.prefix(max(count, 0)))
  }

  let descriptor: FileDescriptor

  /// A file in a folder, without a name there.
  init(in folder: String) throws(GitError) {
    var name = Array("\(folder)/botfleet-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw systemFailure("making a temporary file in \(folder)") }
    unlink(name)
    descriptor = FileDescriptor(rawValue: file)
    _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC)
    // Whoever writes continues at the file's end, also after it was cut.
    _ = fcntl(descriptor.rawValue, F_SETFL, O_APPEND)
  }

  /// The end of it, which says why a step ended.
  func text() -> String {
    let text = String(decoding: Self.end(of: descriptor.rawValue), as: UTF8.self)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  deinit { Glibc.close(descriptor.rawValue) }
}

extension Result where Failure == any Error, Success: Sendable {
  fileprivate static func of(_ body: () async throws -> Success) async -> Self {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}

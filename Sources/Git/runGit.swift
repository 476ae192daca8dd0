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
    let errors = try TemporaryFile(in: temporaryFolder)
    let descriptor = errors.descriptor
    // Keeps taking what a hook prints, however much and however long, and forgets it.
    let keeping = Task {
      while !Task.isCancelled {
        TemporaryFile.forgetBeginning(of: descriptor.rawValue)
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
    // From a file: a program that ends before it has read a pipe would end whoever writes into it, by SIGPIPE.
    let source = try TemporaryFile(in: temporaryFolder, with: input)
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), environment: .custom(typed(environment)),
      workingDirectory: FilePath(folder), platformOptions: platformOptions,
      input: .fileDescriptor(source.descriptor, closeAfterSpawningProcess: false),
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

extension Result where Failure == any Error, Success: Sendable {
  fileprivate static func of(_ body: () async throws -> Success) async -> Self {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}

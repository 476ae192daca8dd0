import Glibc

/// What this user may have is less than the program needs: said before it begins, for halfway it could only crash or wait for ever.
///
/// - Returns: what is missing and what to do; nil where nothing is.
func missingResources() -> String? {
  missingDescriptors() ?? missingThreads()
}

/// Sixteen connections, the files of a repository, and the pipes of a git.
private let neededDescriptors: rlim_t = 64

/// The workers of the runtime, those of the HTTP client and of git, and the one that waits for signals.
private let neededThreads = 8

private func missingDescriptors() -> String? {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < 1024 else { return nil }
  // Whoever lowered only the soft one lets everybody raise it again.
  limit.rlim_cur = min(1024, limit.rlim_max)
  _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  guard limit.rlim_cur < neededDescriptors else { return nil }
  return
    "only \(limit.rlim_cur) files may be open at once, but \(neededDescriptors) are needed; raise the limit: ulimit -n 1024"
}

private func missingThreads() -> String? {
  var gate = pthread_mutex_t()
  pthread_mutex_init(&gate, nil)
  pthread_mutex_lock(&gate)
  return withUnsafeMutablePointer(to: &gate) { gate in
    var threads: [pthread_t] = []
    var code: Int32 = 0
    while code == 0, threads.count < neededThreads {
      var thread = pthread_t()
      code = pthread_create(&thread, nil, pass, gate)
      if code == 0 { threads.append(thread) }
    }
    pthread_mutex_unlock(gate)
    for thread in threads { pthread_join(thread, nil) }
    guard code != 0 else { return nil }
    return
      "only \(threads.count) more threads could be started, but \(neededThreads) are needed (\(String(cString: strerror(code)))); raise the limit of this user's processes (ulimit -u), or that of the container or service (pids, TasksMax)"
  }
}

/// Waits until all have begun.
private func pass(_ gate: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let gate = gate?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
  pthread_mutex_lock(gate)
  pthread_mutex_unlock(gate)
  return nil
}

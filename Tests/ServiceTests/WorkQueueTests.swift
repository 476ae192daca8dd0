import Dispatch
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(2)))
struct WorkQueueTests {
  /// However many tasks of parts compute, somebody who asks is answered meanwhile.
  @Test func `What parts compute keeps no thread of those who answer`() async {
    let release = DispatchSemaphore(value: 0)
    let count = 64
    let parts = Task(executorPreference: WorkQueue()) {
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<count { group.addTask { holdsThread(until: release) } }
        return await group.reduce(true) { $0 && $1 }
      }
    }
    var answers = 0
    for _ in 0..<200 { answers += await Task.detached { 1 }.value }
    #expect(answers == 200)
    for _ in 0..<count { release.signal() }
    // Whoever gave up waiting had a thread that an answer needed.
    #expect(await parts.value)
  }
}

/// False where nobody released it in a minute.
private func holdsThread(until release: DispatchSemaphore) -> Bool {
  release.wait(timeout: .now() + 60) == .success
}

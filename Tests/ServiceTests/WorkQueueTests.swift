import Foundation
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(20)))
struct WorkQueueTests {
  /// However many tasks of parts compute, somebody who asks is answered meanwhile.
  @Test func `What parts compute has other threads than those who answer`() async {
    let answering = await Task.detached { await threadsOfTasks() }.value
    let working = await Task.detached(executorPreference: WorkQueue()) { await threadsOfTasks() }.value
    #expect(!working.isEmpty && answering.isDisjoint(with: working))
    // Tasks and actors that belong to a part follow it.
    let mixed = await Task.detached(executorPreference: WorkQueue()) { await Part().work() }.value
    #expect(answering.isDisjoint(with: mixed))
  }
}

private actor Part {
  func work() async -> Set<String> { await threadsOfTasks() }
}

/// The threads that run some tasks which give way to each other.
private func threadsOfTasks() async -> Set<String> {
  await withTaskGroup(of: Set<String>.self) { group in
    for _ in 0..<50 {
      group.addTask {
        var threads: Set<String> = []
        for _ in 0..<20 {
          threads.insert((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")) ?? "")
          await Task.yield()
        }
        return threads
      }
    }
    return await group.reduce(into: []) { $0.formUnion($1) }
  }
}

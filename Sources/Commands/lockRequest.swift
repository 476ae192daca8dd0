import Applier
import FoundationEssentials
import Planner

/// This process as it asks for the lock.
func lockRequest(patience seconds: Int, force: LockRequest.Force) -> LockRequest {
  let clock = ContinuousClock()
  let start = clock.now
  let process = ProcessInfo.processInfo
  return LockRequest(
    owner: "\(process.userName)@\(process.hostName)", process: process.processIdentifier, nonce: randomNonce(),
    patience: .seconds(seconds), force: force, terms: .standard,
    time: .init(
      now: { .now }, elapsed: { start.duration(to: clock.now) }, sleep: { try? await Task.sleep(for: $0, clock: clock) }
    ))
}

/// 32 hexadecimal digits that nobody can guess.
func randomNonce() -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: (0..<32).map { _ in digits[Int.random(in: 0..<16)] }, as: UTF8.self)
}

import Applier
import Git
import Store

/// Why a round ended before its end.
enum RoundFailure: Error {
  case hindered(IntakeHindrance)
  /// The process died, in a test.
  case died
}

extension OrderIntake {
  /// Ends the round here, where a test has the process die.
  func survive(_ step: WorkStep) throws(RoundFailure) {
    if dies(step) { throw .died }
  }

  func stored<Value>(_ body: () async throws(ServiceStoreFailure) -> Value) async throws(RoundFailure) -> Value {
    do { return try await body() } catch { throw .hindered(.store(error.description)) }
  }

  /// What git does not do: with the remote or on this machine.
  func inGit<Value>(_ body: () async throws(GitError) -> Value) async throws(RoundFailure) -> Value {
    do { return try await body() } catch { throw .hindered(.remote(error.description)) }
  }
}

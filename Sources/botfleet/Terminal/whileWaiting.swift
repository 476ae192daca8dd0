/// What every plan begins with.
let readingThePanel = "Reading the panel"

extension Console {
  /// Says on a terminal what a command waits for, once it takes long enough for somebody to wonder; the line goes away afterwards.
  func whileWaiting<Value, Failure>(
    for what: String, _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    guard Stream.people.isTerminal, volume > .quiet else { return try await body() }
    let notice = Task {
      do { try await Task.sleep(for: .milliseconds(400)) } catch { return false }
      sayRaw("\(what) …")
      return true
    }
    let result: Result<Value, Failure>
    do { result = .success(try await body()) } catch { result = .failure(error) }
    notice.cancel()
    if await notice.value { sayRaw(ProgressWriter.cleared) }
    return try result.get()
  }

  /// Writes over what `whileWaiting` may have written.
  func sayOnFreshLine(_ text: String) {
    if Stream.people.isTerminal { sayRaw(ProgressWriter.cleared) }
    say(text)
  }
}

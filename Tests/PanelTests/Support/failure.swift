import Panel

/// The failure that a call ends with; nil where it succeeds.
func failure<Value>(_ body: () async throws(PanelFailure) -> Value) async -> PanelFailure? {
  do throws(PanelFailure) {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}

/// Tells whoever shows the branch that it moved. It is there before they are.
actor CommitBell {
  private var told: (@Sendable () async -> Void)?

  func follow(_ told: @escaping @Sendable () async -> Void) { self.told = told }

  func ring() async { await told?() }
}

import Git

/// Packs the clones of a server, ten minutes after its start and once a day, until its task is cancelled.
///
/// A clone that is being made, or that is damaged, is for the part that works in it to tell of.
func packClones(_ clones: [String], of setup: ServerSetup) async {
  await setup.time.sleep(.seconds(600))
  while !Task.isCancelled {
    for clone in clones where !Task.isCancelled {
      do {
        let repository = try await Repository.open(at: clone, environment: setup.inner, log: setup.log)
        try await repository.pack(environment: setup.inner, log: setup.log)
      } catch {
        setup.log.warning("a clone is not packed", metadata: ["why": "\(error)"])
      }
    }
    await setup.time.sleep(.seconds(86_400))
  }
}

import Panel
public import Planner

extension Workspace {
  /// What a panel has to choose from, before any document says which panel that is. Sends only questions.
  public func offers(at address: String, _ access: PanelAccess) async throws(ApplyFailure) -> PanelOffers {
    guard let key = runEnvironment.key else { throw .noKey }
    do throws(PanelFailure) {
      let url = try PanelURL(address, encryption: runEnvironment.encryption)
      let run = RunOptions(variables: [], tell: access.tell, tellOfWait: access.tellOfWait, log: log)
      return try await access.connect(.pterodactyl, url, key, run).offers()
    } catch {
      throw .panel(error)
    }
  }
}

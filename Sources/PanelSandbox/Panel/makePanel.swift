/// The panel in its first state.
func makePanel(_ settings: SandboxSettings, at now: Moment) throws(FixtureError) -> EmbeddedPanel {
  let empty = PanelState(
    series: settings.series, now: now, installDelay: settings.installDelay, userDelay: settings.userDelay,
    seed: settings.seed)
  let fixture = try loadFixture(settings.fixture ?? PackageResources.fixture_json, into: empty)
  var state = fixture.state
  if settings.fixture == nil, settings.hasSampleEgg {
    try state.importEgg(PackageResources.node_discord_bot_json, into: 5)
  }
  state.daemonTimeout = settings.daemonTimeout
  if settings.servers > 0 { state.seedServers(settings.servers) }
  if settings.illness?.daemonsRefuse == true {
    for id in state.nodes.ids { state.daemons[id] = Daemon(mode: .refuses) }
  }
  let usual = settings.series.usualLimits
  let limiter = RateLimiter(
    application: settings.rateLimit ?? fixture.applicationLimit ?? usual.application,
    client: settings.rateLimit ?? fixture.clientLimit ?? usual.client)
  return EmbeddedPanel(state: state, limiter: limiter)
}

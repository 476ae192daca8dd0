/// The settings of a small fleet that fits the embedded panel: its egg, and what that asks for. Without an address, which comes from the environment.
public let settingsForSandbox = """
  fleet: codecraft
  server:
    nest: 5
    egg: 15
    owner: 1
    image: ghcr.io/parkervcp/yolks:nodejs_22
    startup: node index.js
    environment:
      TIER: "{tier}"
      FEATURES: "{features}"
      DISCORD_GUILD_ID: "{guild}"
      MAX_GUILDS: "{maxGuilds}"
      DISCORD_TOKEN: { setBy: customer, initially: set-me-in-the-panel }
  placement: { nodes: [1, 2] }

  """

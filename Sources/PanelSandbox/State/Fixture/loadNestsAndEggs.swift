/// Reads nests and eggs, and fills in plain ones for the stock nests and eggs that are only named.
func loadNestsAndEggs(_ fixture: JSON, into state: inout PanelState) throws(FixtureError) {
  for list in ["stock_nests", "nests"] {
    for entry in try FixtureReader.entries(fixture, list) {
      state.nests.put(
        Nest(
          id: try entry.integer("id"), uuid: entry.optionalText("uuid") ?? state.randomness.uuid(),
          author: entry.optionalText("author") ?? "support@pterodactyl.io", name: try entry.text("name"),
          description: entry.optionalText("description"), createdAt: state.now, updatedAt: state.now))
    }
  }
  for list in ["stock_eggs", "eggs"] {
    for entry in try FixtureReader.entries(fixture, list) { state.eggs.put(try egg(entry, in: &state)) }
  }
}

private func egg(_ entry: FixtureReader, in state: inout PanelState) throws(FixtureError) -> Egg {
  let images = entry.entry["docker_images"]?.members ?? ["Default": "ghcr.io/pterodactyl/yolks:debian"]
  let id = try entry.integer("id")
  var variables: [EggVariable] = []
  for (index, value) in (entry.entry["variables"]?.items ?? []).enumerated() {
    let variable = try FixtureReader(value, "\(entry.name).variables[\(index)]")
    variables.append(try eggVariable(variable, of: id, at: state.now))
  }
  return Egg(
    id: id, uuid: entry.optionalText("uuid") ?? state.randomness.uuid(), name: try entry.text("name"),
    nest: try entry.integer("nest"), author: entry.optionalText("author") ?? "support@pterodactyl.io",
    description: entry.optionalText("description"), dockerImages: images,
    config: entry.entry["config"] ?? plainConfig, startup: entry.optionalText("startup") ?? "./start",
    script: entry.entry["script"] ?? plainScript, features: entry.entry["features"] ?? .null, variables: variables,
    createdAt: state.now, updatedAt: state.now)
}

private func eggVariable(_ entry: FixtureReader, of egg: Int, at now: Moment) throws(FixtureError) -> EggVariable {
  EggVariable(
    id: try entry.integer("id"), egg: egg, name: try entry.text("name"),
    description: entry.optionalText("description") ?? "", environmentName: try entry.text("env_variable"),
    defaultValue: entry.optionalText("default_value") ?? "", isViewable: entry.flag("user_viewable"),
    isEditable: entry.flag("user_editable"), rules: try entry.text("rules"), createdAt: now, updatedAt: now)
}

private let plainConfig: JSON = [
  "files": [:], "startup": ["done": "started"], "stop": "^C", "logs": [], "file_denylist": [], "extends": nil,
]

private let plainScript: JSON = [
  "privileged": true, "install": "#!/bin/bash\nexit 0", "entry": "bash",
  "container": "ghcr.io/pterodactyl/installers:debian", "extends": nil,
]

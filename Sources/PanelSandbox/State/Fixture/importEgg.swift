extension PanelState {
  /// Takes an egg over as the panel's admin area does from a file in its export format (`EggImporterService`): under numbers of its own.
  mutating func importEgg(_ text: [UInt8], into nest: Int) throws(FixtureError) {
    guard let file = try? JSONParser.parse(text), file.value(at: "meta.version") == "PTDL_v2" else {
      throw FixtureError(description: "not an egg in the panel's export format")
    }
    let id = (eggs.all.map(\.id).max() ?? 0) + 1
    var number = eggs.all.flatMap(\.variables).map(\.id).max() ?? 0
    var variables: [EggVariable] = []
    for (index, value) in (file["variables"]?.items ?? []).enumerated() {
      let entry = try FixtureReader(value, "egg.variables[\(index)]")
      number += 1
      variables.append(
        EggVariable(
          id: number, egg: id, name: try entry.text("name"), description: entry.optionalText("description") ?? "",
          environmentName: try entry.text("env_variable"), defaultValue: entry.optionalText("default_value") ?? "",
          isViewable: entry.flag("user_viewable"), isEditable: entry.flag("user_editable"),
          rules: try entry.text("rules"),
          createdAt: now, updatedAt: now))
    }
    let egg = try FixtureReader(file, "egg")
    let config = try FixtureReader(file["config"] ?? .null, "egg.config")
    let script = try FixtureReader(file.value(at: "scripts.installation") ?? .null, "egg.scripts.installation")
    importedEggs.insert(id)
    eggs.put(
      Egg(
        id: id, uuid: "2f6b1f0e-7a64-4f0b-9d0e-6f1f5b1f7c16", name: try egg.text("name"), nest: nest,
        author: try egg.text("author"),
        description: egg.optionalText("description"), dockerImages: file["docker_images"]?.members ?? [:],
        config: [
          "files": try parsed(config, "files"), "startup": try parsed(config, "startup"),
          "stop": .string(try config.text("stop")), "logs": [], "file_denylist": file["file_denylist"] ?? .null,
          "extends": nil,
        ], startup: try egg.text("startup"),
        script: [
          "privileged": true, "install": .string(try script.text("script")),
          "entry": .string(try script.text("entrypoint")), "container": .string(try script.text("container")),
          "extends": nil,
        ], features: file["features"] ?? .null, variables: variables, createdAt: now, updatedAt: now))
  }

  /// JSON that stands as a text in JSON.
  private func parsed(_ entry: FixtureReader, _ key: String) throws(FixtureError) -> JSON {
    guard let json = try? JSONParser.parse(Array(try entry.text(key).utf8)) else {
      throw entry.missing(key, "JSON in a text")
    }
    return json
  }
}

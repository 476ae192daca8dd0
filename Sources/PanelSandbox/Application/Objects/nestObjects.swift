extension PanelState {
  /// A nest as the Application API shows it.
  func nestObject(_ nest: Nest, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var related = JSONObject()
    if let inner = includes["eggs"] {
      let rows = eggs.all.filter { $0.nest == nest.id }
      related.append(
        "eggs",
        try relatedList(
          .eggs, rows, reader,
          each: { row throws(Refusal) in
            try eggObject(row, inner, for: reader)
          }))
    }
    if let inner = includes["servers"] {
      related.append("servers", try serverList(servers.all.filter { $0.nest == nest.id }, inner, for: reader))
    }
    return .object(
      "nest",
      [
        "id": .integer(nest.id), "uuid": .string(nest.uuid), "author": .string(nest.author),
        "name": .string(nest.name), "description": JSON(nest.description),
        "created_at": .string(nest.createdAt.text), "updated_at": .string(nest.updatedAt.text),
      ], relationships: related)
  }

  /// An egg as the Application API shows it. `config` and `script` are there already; to include them gives the null
  /// resource, since the egg extends none (recording 52-020).
  func eggObject(_ egg: Egg, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var related = JSONObject()
    if let inner = includes["nest"] {
      related.append(
        "nest",
        try relatedObject(.nests, nests[egg.nest], reader) { row throws(Refusal) in
          try nestObject(row, inner, for: reader)
        })
    }
    if let inner = includes["servers"] {
      related.append("servers", try serverList(servers.all.filter { $0.egg == egg.id }, inner, for: reader))
    }
    for name in ["config", "script"] where includes[name] != nil { related.append(name, Reader.nullResource) }
    if includes["variables"] != nil {
      let variables = egg.variables.map { JSON.object("egg_variable", eggVariableAttributes($0)) }
      related.append("variables", reader.related(.eggs) { .list(variables) })
    }
    return .object(
      "egg",
      [
        "id": .integer(egg.id), "uuid": .string(egg.uuid), "name": .string(egg.name), "nest": .integer(egg.nest),
        "author": .string(egg.author), "description": JSON(egg.description),
        "docker_image": JSON(egg.firstDockerImage), "docker_images": .object(egg.dockerImages),
        "config": egg.config, "startup": .string(egg.startup), "script": egg.script,
        "created_at": .string(egg.createdAt.text), "updated_at": .string(egg.updatedAt.text),
      ], relationships: related)
  }

  /// The fields of an egg's variable.
  func eggVariableAttributes(_ variable: EggVariable) -> JSONObject {
    [
      "id": .integer(variable.id), "egg_id": .integer(variable.egg), "name": .string(variable.name),
      "description": .string(variable.description), "env_variable": .string(variable.environmentName),
      "default_value": .string(variable.defaultValue), "user_viewable": .bool(variable.isViewable),
      "user_editable": .bool(variable.isEditable), "rules": .string(variable.rules),
      "created_at": .string(variable.createdAt.microText), "updated_at": .string(variable.updatedAt.microText),
    ]
  }
}

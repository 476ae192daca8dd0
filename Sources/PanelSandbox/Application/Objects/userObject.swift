extension PanelState {
  /// A user as the Application API shows it.
  func userObject(_ user: User, _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    var related = JSONObject()
    if let inner = includes["servers"] {
      let rows = servers.ofOwner(user.id).compactMap { servers[$0] }
      related.append("servers", try serverList(rows, inner, for: reader))
    }
    return .object(
      "user",
      [
        "id": .integer(user.id), "external_id": JSON(user.externalID), "uuid": .string(user.uuid),
        "username": .string(user.username), "email": .string(user.email), "first_name": .string(user.firstName),
        "last_name": .string(user.lastName), "language": .string(user.language),
        "root_admin": .bool(user.isRootAdmin), "2fa": .bool(user.usesTwoFactor),
        "created_at": .string(user.createdAt.text), "updated_at": .string(user.updatedAt.text),
      ], relationships: related)
  }

  /// Related servers, or the null resource for a key that may not read servers.
  func serverList(_ rows: [Server], _ includes: Includes, for reader: Reader) throws(Refusal) -> JSON {
    try relatedList(
      .servers, rows, reader,
      each: { row throws(Refusal) in
        try serverObject(row, includes, for: reader)
      })
  }
}

internal import Planner
internal import YAML

private enum ChannelKey: String, DocumentKey {
  case discordFrom, webhookFrom, secretFrom, smtp, from, to, user, passwordFrom
}

/// Reads how somebody is told: one of `discordFrom`, `webhookFrom` and `smtp`.
func readChannel(
  _ node: Node?, to recipient: ServiceSettings.Notification.Recipient, with reader: inout DocumentReader
) -> ServerConfiguration.Channel? {
  guard let node, let fields: Fields<ChannelKey> = reader.fields(of: node) else { return nil }
  let ways: [ChannelKey] = [.discordFrom, .webhookFrom, .smtp].filter { fields[$0] != nil }
  guard ways.count == 1, let way = ways.first else {
    reader.report(
      "one-way", "exactly one way to tell is expected",
      hint: "give one of `discordFrom`, `webhookFrom` and `smtp`", at: node)
    return nil
  }
  refuseKeys(of: way, fields, with: &reader)
  switch way {
  case .discordFrom:
    if recipient == .customer {
      reader.report(
        "channel-of-staff", "customers would all read each other's messages in one channel",
        hint: "use `smtp` or `webhookFrom`",
        at: node)
    }
    return reader.value(fields[.discordFrom], parseVariable).map { .discord($0) }
  case .webhookFrom:
    let url = reader.value(fields[.webhookFrom], parseVariable)
    let secrets = reader.required(.secretFrom, in: fields).map { readVariables($0, with: &reader) } ?? []
    return url.map { .webhook(url: $0, secrets: secrets) }
  case .smtp: return readMail(fields, to: recipient, with: &reader).map { .mail($0) }
  case .secretFrom, .from, .to, .user, .passwordFrom: return nil
  }
}

private func refuseKeys(of way: ChannelKey, _ fields: Fields<ChannelKey>, with reader: inout DocumentReader) {
  let allowed: [ChannelKey] =
    switch way {
    case .webhookFrom: [.webhookFrom, .secretFrom]
    case .smtp: [.smtp, .from, .to, .user, .passwordFrom]
    case .discordFrom, .secretFrom, .from, .to, .user, .passwordFrom: [way]
    }
  for key in ChannelKey.allCases where !allowed.contains(key) {
    guard let node = fields[key] else { continue }
    reader.report("unused-key", "\(quoted(key.rawValue)) means nothing beside \(quoted(way.rawValue))", at: node)
  }
}

private func readMail(
  _ fields: Fields<ChannelKey>, to recipient: ServiceSettings.Notification.Recipient, with reader: inout DocumentReader
) -> ServerConfiguration.MailServer? {
  let url = reader.value(fields[.smtp], parseMailServer)
  let from = reader.value(reader.required(.from, in: fields), parseEmail)
  let to = reader.value(
    recipient == .staff ? reader.required(.to, in: fields, hint: "whom mails to staff go to") : fields[.to], parseEmail)
  if recipient == .customer, let node = fields[.to] {
    reader.report("unused-key", "mails to customers go to their own addresses", hint: "remove `to`", at: node)
  }
  let (user, password) = (
    reader.value(fields[.user], parseLine), reader.value(fields[.passwordFrom], parseVariable)
  )
  guard let url, let from else { return nil }
  return .init(url: url, from: from, to: to, user: user, password: password)
}

/// `smtps://mail.example.com`, `smtp://mail.example.com:587`
private func parseMailServer(_ text: String) throws(ScalarError) -> String {
  try refuseSecret(text)
  let rest = ["smtps://", "smtp://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
  guard let rest, !rest.isEmpty, rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
    !rest.contains(where: { "/@?#".contains($0) })
  else {
    throw ScalarError(
      "bad-mail-server", "\(quoted(text)) is not a mail server", hint: "write `smtps://mail.example.com`")
  }
  return text
}

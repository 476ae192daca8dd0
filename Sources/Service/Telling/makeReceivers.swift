import Applier
import HTTP
import Mail
import Notify
import Webhooks

/// Who is told, as the machine's file has it.
///
/// - Parameter address: the e-mail that the panel has of a customer.
func makeReceivers(
  _ configuration: ServerConfiguration, _ secrets: ServerSecrets,
  address: @escaping @Sendable (_ customer: String) async throws -> String?
) throws(ServerFailure) -> [Receiver] {
  var receivers: [Receiver] = []
  if let channel = configuration.staff {
    receivers.append(try makeReceiver("staff", .staff, channel, secrets, address))
  }
  if let channel = configuration.customers {
    receivers.append(try makeReceiver("customer", .customer, channel, secrets, address))
  }
  return receivers
}

private func makeReceiver(
  _ name: String, _ audience: Audience, _ channel: ServerConfiguration.Channel, _ secrets: ServerSecrets,
  _ address: @escaping @Sendable (_ customer: String) async throws -> String?
) throws(ServerFailure) -> Receiver {
  switch channel {
  case .discord(let url):
    return .discord(name, try of(url) { () throws(ReceiverProblem) in try DiscordWebhook(Secret(secrets.text(url))) })
  case .webhook(let url, let names):
    var keys: [WebhookSecret] = []
    for name in names {
      do { keys += try WebhookSecret.list(parsing: secrets.text(name)) } catch {
        throw .badVariable(name: name.text, why: "\(error)")
      }
    }
    let receiver = try of(url) { () throws(ReceiverProblem) in
      try WebhookReceiver(Secret(secrets.text(url)), signedWith: keys)
    }
    return .webhook(name, to: audience, receiver)
  case .mail(let server):
    let account = try makeAccount(server, secrets)
    guard audience == .staff, let to = server.to else { return .mailToCustomers(name, account, address: address) }
    do { return .mailToStaff(name, at: try MailAddress(to), account) } catch {
      throw .badChannel(name, why: "mails cannot go to its `to`")
    }
  }
}

private func makeAccount(
  _ server: ServerConfiguration.MailServer, _ secrets: ServerSecrets
) throws(ServerFailure) -> MailAccount {
  let password = server.password.map { Secret(secrets.text($0)) }
  do {
    return MailAccount(
      try MailServer(server.url, user: password == nil ? nil : server.user ?? server.from, password: password),
      from: try MailAddress(server.from))
  } catch {
    throw .badChannel(server.url, why: "\(error)")
  }
}

/// What a variable holds, made into something; `what` says whose fault it is.
private func of<Value>(
  _ name: VariableName, _ make: () throws(ReceiverProblem) -> Value
) throws(ServerFailure) -> Value {
  do { return try make() } catch { throw .badVariable(name: name.text, why: error.description) }
}

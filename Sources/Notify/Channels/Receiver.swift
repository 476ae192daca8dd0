import HTTP
public import Mail

/// One place where an audience is told things.
public struct Receiver: Sendable {
  /// What its messages are kept under: they are lost to a receiver that changes its name.
  public let name: String
  public let audience: Audience
  let channel: Channel

  enum Channel: Sendable {
    case discord(DiscordWebhook)
    case webhook(WebhookReceiver)
    case mail(MailSender)
  }

  /// A channel of Discord's, for staff: everybody in it reads everything.
  public static func discord(_ name: String, _ webhook: DiscordWebhook) -> Receiver {
    Receiver(name: name, audience: .staff, channel: .discord(webhook))
  }

  /// A program of the shop's.
  public static func webhook(_ name: String, to audience: Audience, _ receiver: WebhookReceiver) -> Receiver {
    Receiver(name: name, audience: audience, channel: .webhook(receiver))
  }

  /// The same address for everything.
  public static func mailToStaff(_ name: String, at address: MailAddress, _ account: MailAccount) -> Receiver {
    Receiver(name: name, audience: .staff, channel: .mail(MailSender(account: account, address: .fixed(address))))
  }

  /// To whoever bought the order, at the address that they have when it is sent.
  ///
  /// - Parameter address: of the customer with this external id; nil where there is none (yet).
  public static func mailToCustomers(
    _ name: String, _ account: MailAccount, address: @escaping @Sendable (String) async throws -> String?
  ) -> Receiver {
    Receiver(name: name, audience: .customer, channel: .mail(MailSender(account: account, address: .looked(address))))
  }
}

/// What one try came to.
enum Delivery {
  /// Pause before the next to the same receiver, which it asks for.
  case arrived(pause: Duration?)
  /// The message is refused, for now or for good; the receiver takes others.
  case refused(why: String, isFinal: Bool)
  /// The receiver takes nothing now.
  case unreachable(why: String, pause: Duration?)
  /// The receiver does not want this side any more: nothing is sent until somebody has looked at it.
  case gone(why: String)
}

/// A receiver's address that is none.
public struct ReceiverProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// A sentence without a full stop, and without the address.
  public let description: String
}

/// Refuses an address over which others would read what it says; loopback needs no TLS.
func requireWebAddress(_ url: Secret) throws(ReceiverProblem) {
  let text = url.revealed
  let host = text.hasPrefix("http://") ? text.dropFirst(7).prefix { !"/:?#".contains($0) } : ""
  guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= 2000, !text.contains("#") else {
    throw ReceiverProblem(description: "the address has a character that has to be percent-encoded")
  }
  guard text.hasPrefix("https://") && text.utf8.count > 8 || host == "127.0.0.1" || host == "localhost" else {
    throw ReceiverProblem(description: "the address does not begin with https://")
  }
}

/// What a transport's failure means for a receiver.
func read(_ failure: TransportFailure) -> Delivery {
  switch failure {
  case .invalidRequest: .gone(why: failure.description)
  case .tooLarge: .refused(why: failure.description, isFinal: false)
  case .cannotResolve, .cannotConnect, .tlsFailed, .timedOut, .interrupted, .cancelled, .outOfResources:
    .unreachable(why: failure.description, pause: nil)
  }
}

extension HTTPResponse {
  /// `Retry-After` in seconds, which Discord gives fractions of, at most an hour; a date is not read.
  var askedPause: Duration? { seconds("Retry-After") }

  func seconds(_ header: String) -> Duration? {
    guard let number = headers[header].flatMap(Double.init), number.isFinite, number >= 0 else { return nil }
    return .seconds(min(number, 3600))
  }
}

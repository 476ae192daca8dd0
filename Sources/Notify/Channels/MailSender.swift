public import Mail
import Planner

/// A server that takes mails, and whose they are.
public struct MailAccount: Sendable {
  let server: MailServer
  let from: MailAddress

  public init(_ server: MailServer, from: MailAddress) {
    self.server = server
    self.from = from
  }
}

/// Mails in an audience's words.
struct MailSender: Sendable {
  let account: MailAccount
  let address: Address

  enum Address: Sendable {
    case fixed(MailAddress)
    /// That of a customer, by external id. It is kept nowhere.
    case looked(@Sendable (String) async throws -> String?)
  }

  func send(_ message: WrittenMessage, about notice: Notice, id: String) async -> Delivery {
    let to: MailAddress
    switch address {
    case .fixed(let fixed): to = fixed
    case .looked(let look):
      guard let customer = notice.customer else { return .refused(why: "the order has no customer", isFinal: true) }
      let found: String?
      do { found = try await look(customer) } catch {
        return .unreachable(why: "the customer's address could not be looked up", pause: nil)
      }
      // The panel user is made after the order: a moment later there may be one.
      guard let found else { return .refused(why: "the customer has no panel user yet", isFinal: false) }
      do { to = try MailAddress(found) } catch { return .refused(why: error.description, isFinal: true) }
    }
    do {
      let mail = try MailMessage(
        from: account.from, to: to, subject: message.subject, text: message.text + "\n", id: id,
        date: notice.at.seconds,
        language: message.language?.rawValue)
      try await sendMail(mail, through: account.server)
    } catch {
      return read(error)
    }
    return .arrived(pause: nil)
  }
}

private func read(_ failure: MailFailure) -> Delivery {
  switch failure {
  case .unsendable, .refused: .refused(why: failure.description, isFinal: true)
  case .postponed: .refused(why: failure.description, isFinal: false)
  case .untrusted, .interrupted, .cancelled: .unreachable(why: failure.description, pause: nil)
  case .signInRefused: .gone(why: failure.description)
  }
}

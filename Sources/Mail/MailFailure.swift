/// Why a mail was not sent, as far as is known. None names the recipient.
public enum MailFailure: Error, Sendable, Hashable {
  /// The message itself; nothing was tried.
  case unsendable(String)
  /// The server wants another user or password, or has none to check them with.
  case signInRefused(MailReply?)
  /// The server says that it will never take it: an answer from 500 on.
  case refused(MailReply)
  /// The server takes it later, perhaps: an answer from 400 on.
  case postponed(MailReply)
  /// No trusted TLS connection could be made, or the server offers none.
  case untrusted(String)
  /// No connection, or it was lost; the server may have the mail all the same.
  case interrupted(String)
  /// The task was cancelled; the server may have the mail all the same.
  case cancelled

  /// What becomes of the same mail if it is sent again.
  public enum Kind: Sendable {
    /// The same.
    case permanent
    /// It may well get through.
    case passing
    /// The same, until somebody corrects what this side signs in with.
    case authentication
  }

  public var kind: Kind {
    switch self {
    case .unsendable, .refused: .permanent
    case .postponed, .untrusted, .interrupted, .cancelled: .passing
    case .signInRefused: .authentication
    }
  }
}

/// What a server answered: its numbers only, for in its words it repeats addresses.
public struct MailReply: Sendable, Hashable, CustomStringConvertible {
  /// Three digits: 550.
  public let code: Int
  /// What it adds (RFC 3463): `5.1.1`; nil where it adds nothing.
  public let detail: String?

  public init(code: Int, detail: String? = nil) {
    self.code = code
    self.detail = detail
  }

  public var description: String { detail.map { "\(code) \($0)" } ?? "\(code)" }
}

extension MailFailure: CustomStringConvertible {
  /// One sentence for people, without a full stop.
  public var description: String {
    switch self {
    case .unsendable(let why): "the mail cannot be sent: \(why)"
    case .signInRefused(let reply): "the mail server refuses the user or the password\(reply.map { " (\($0))" } ?? "")"
    case .refused(let reply): "the mail server refuses the mail (\(reply))"
    case .postponed(let reply): "the mail server does not take the mail now (\(reply))"
    case .untrusted(let why): "no trusted TLS connection to the mail server: \(why)"
    case .interrupted(let why): "no whole exchange with the mail server: \(why)"
    case .cancelled: "cancelled"
    }
  }
}

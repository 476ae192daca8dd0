import FoundationEssentials
public import HTTP

/// What is asked of Supabase's sign-in: to mail somebody a link, and what such a link is worth.
public struct SupabaseSignIn: Sendable {
  private let project: String
  private let key: Secret
  private let http: HTTPClient

  /// - Parameters:
  ///   - project: its URL, without a slash at its end.
  ///   - key: its publishable (anon) key.
  public init(project: String, key: Secret, http: HTTPClient) {
    (self.project, self.key, self.http) = (project, key, http)
  }

  /// Asks it to mail a link. Whether anybody has this address is not told: somebody who has none gets no mail, and no other answer.
  ///
  /// - Parameter back: where the link leads in the end, where the mail's template says nothing else.
  public func mailLink(to email: String, back: String) async throws(SignInTrouble) {
    let answer = try await post(
      "otp?redirect_to=\(percentEncoded(back))", ["email": .text(email), "create_user": .boolean(false)])
    switch answer.status {
    case 200..<300, 400, 422: return
    case 429: throw .tooOften
    default: throw .unavailable
    }
  }

  /// Exchanges what a mailed link holds for a token; nil where it is over, or was used.
  public func exchange(hash: String, type: LinkType) async throws(SignInTrouble) -> TokenGrant? {
    let answer = try await post("verify", ["type": .text(type.rawValue), "token_hash": .text(hash)])
    switch answer.status {
    case 200: return TokenGrant(answer.body)
    case 400..<500: return nil
    default: throw .unavailable
    }
  }

  /// Exchanges what came with a token for the next one; nil where the project says that whoever has it is signed in no more.
  public func renew(_ renewal: Secret) async throws(SignInTrouble) -> TokenGrant? {
    let answer = try await post("token?grant_type=refresh_token", ["refresh_token": .text(renewal.revealed)])
    switch answer.status {
    case 200: return TokenGrant(answer.body)
    case 429: throw .tooOften
    case 400..<500: return nil
    default: throw .unavailable
    }
  }

  /// What kind of link a mail had.
  public enum LinkType: String, Hashable, Sendable { case email, magiclink }

  private enum Field: Encodable {
    case text(String)
    case boolean(Bool)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .boolean(let flag): try container.encode(flag)
      }
    }
  }

  private func post(_ path: String, _ body: [String: Field]) async throws(SignInTrouble) -> HTTPResponse {
    var headers: HTTPHeaders = ["Content-Type": "application/json", "Accept": "application/json"]
    headers.append("apikey", "", key)
    let data = (try? JSONEncoder().encode(body)) ?? Data()
    do throws(TransportFailure) {
      return try await http.send(
        HTTPRequest(
          .post, "\(project)/auth/v1/\(path)", headers: headers, body: Array(data),
          timeouts: .init(connect: .seconds(5), total: .seconds(10))))
    } catch {
      throw .unavailable
    }
  }
}

/// What a project gives whoever signs in.
public struct TokenGrant: Sendable {
  /// Says who somebody is, for an hour as a rule.
  public let token: String
  /// Is worth one next token, once; nil where there is to be none.
  public let renewal: Secret?

  public init(token: String, renewal: Secret?) { (self.token, self.renewal) = (token, renewal) }

  init?(_ body: [UInt8]) {
    guard let members = ClaimValue.object(parsing: body), let token = members["access_token"]?.text else { return nil }
    let renewal = members["refresh_token"]?.text.flatMap { $0.isEmpty || $0.utf8.count > 4096 ? nil : Secret($0) }
    self.init(token: token, renewal: renewal)
  }
}

/// Why no mail was asked for, and no link exchanged.
public enum SignInTrouble: Error, Hashable, Sendable {
  case unavailable
  /// Supabase mails nobody more often.
  case tooOften
}

/// Gives the JSON Web Key Set of a project; nil where it cannot be had.
///
/// - Parameter project: its URL, without a slash at its end.
public func fetchKeySet(of project: String, _ http: HTTPClient) async -> [UInt8]? {
  let request = HTTPRequest(
    .get, "\(project)/auth/v1/.well-known/jwks.json", headers: ["Accept": "application/json"],
    timeouts: .init(connect: .seconds(5), total: .seconds(10)))
  guard let answer = try? await http.send(request), answer.status == 200, answer.body.count <= 256 << 10 else {
    return nil
  }
  return answer.body
}

/// A text as a part of a query.
func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    let scalar = Unicode.Scalar(byte)
    if scalar.properties.isASCIIHexDigit || scalar.isASCII && scalar.properties.isAlphabetic
      || "-._~".unicodeScalars.contains(scalar)
    {
      encoded.unicodeScalars.append(scalar)
    } else {
      encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
  return encoded
}

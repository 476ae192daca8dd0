import FoundationEssentials
import HTTP

/// A body as JSON; keys and text are ours, so that nothing can fail.
func encode(_ body: some Encodable) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(body) else { preconditionFailure("a request's body cannot be written as JSON") }
  return Array(data)
}

/// Reads the body of a success.
func decode<Body: Decodable>(
  _ type: Body.Type, from response: HTTPResponse, to request: ForgeRequest
) throws(ForgeFailure) -> Body {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  do {
    return try decoder.decode(type, from: Data(response.body))
  } catch let error as DecodingError {
    throw .unreadable(call: request.name, problem: "\(JSONProblem(error, in: "the body"))")
  } catch {
    throw .unreadable(call: request.name, problem: "it cannot be read")
  }
}

/// What a forge says in an error's body, in one line for people; empty where it says nothing that can be read.
func message(of response: HTTPResponse) -> String {
  guard let body = try? JSONDecoder().decode(ErrorBody.self, from: Data(response.body)) else { return "" }
  let whole = ([body.message.text] + body.details).filter { !$0.isEmpty }.joined(separator: ": ")
  return String(
    String.UnicodeScalarView(whole.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }).prefix(300))
}

/// `{"message": "…", "errors": [{"message": "…"}]}`; GitLab has an object of lists, or a text under another key.
private struct ErrorBody: Decodable {
  let message: Message
  let details: [String]

  private enum Key: String, CodingKey { case message, error, errors }
  private struct Detail: Decodable { let message: String? }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    message =
      (try? fields.decode(Message.self, forKey: .message)) ?? (try? fields.decode(Message.self, forKey: .error))
      ?? Message(text: "")
    let list = (try? fields.decode([Detail].self, forKey: .errors))?.compactMap(\.message)
    details = list ?? (try? fields.decode([String].self, forKey: .errors)) ?? []
  }

  struct Message: Decodable {
    let text: String

    init(text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        self.text = text
      } else if let fields = try? value.decode([String: [String]].self) {
        text = fields.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.joined(separator: ", "))" }
          .joined(separator: "; ")
      } else {
        text = try value.decode([String].self).joined(separator: ", ")
      }
    }
  }
}

/// A text as one part of a path or query: everything but letters, digits and `-._~` in percent codes.
func percentEncoded(_ text: String) -> String {
  text.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      String(UnicodeScalar(byte))
    default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }.joined()
}

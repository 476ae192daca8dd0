/// Why a body is not one that is accepted here.
public enum BodyFault: Error, Hashable, Sendable {
  /// It has more bytes than this.
  case tooLarge(limit: Int)
  /// It is no JSON; with the byte at which that shows.
  case notJSON(String)
  /// It is JSON, and says what it must not, or not what it must.
  case wrong([BodyProblem])
  /// The delivery tells of something that nobody here waits for: answered as received, and left alone.
  case anotherType(String)
}

/// One thing in a body that is not as it must be.
public struct BodyProblem: Hashable, Sendable {
  /// Where it is, as RFC 6901 has it: `/data/guilds/0`; empty for the whole body.
  public let pointer: String
  /// What is wrong and what is expected there, as a sentence without its full stop.
  public let message: String

  public init(_ pointer: String, _ message: String) {
    self.pointer = pointer
    self.message = message
  }
}

extension BodyProblem: CustomStringConvertible {
  public var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}

extension BodyFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooLarge(let limit): "the body has more than \(limit) bytes"
    case .notJSON(let why): "the body is no JSON that is accepted here: \(why)"
    case .wrong(let problems): problems.map(\.description).joined(separator: "; ")
    case .anotherType(let type): "nothing is done with deliveries of the type \(type)"
    }
  }
}

/// One endpoint: which requests it takes, who may use it, and what it does.
struct Route: Sendable {
  typealias Handler = @Sendable (Call, inout PanelState) throws(Refusal) -> Reply

  enum Segment: Sendable, Equatable {
    case word(String)
    case model(ModelKind)
    case text
    /// A text that may be left out; only at the end.
    case optionalText
  }

  enum Access: Sendable {
    /// The Application API, with a permission on a resource.
    case application(Permission, Resource)
    /// The Client API on the caller's own account.
    case account
    /// The Client API on a server that the caller may see, in whatever state it is.
    case serverInAnyState
    /// The same, but only if the server can be used.
    case usableServer
    /// The same; a root admin may also while the server installs or restores.
    case websocket
  }

  let method: String
  let path: [Segment]
  let access: Access
  let handle: Handler

  init(_ method: String, _ path: String, _ access: Access, _ handle: @escaping Handler) {
    self.method = method
    self.path = path.split(separator: "/").map { Self.segment(String($0)) }
    self.access = access
    self.handle = handle
  }

  var isApplication: Bool {
    if case .application = access { true } else { false }
  }

  /// The texts at the places of models and free texts, if the path is this route's.
  func match(_ parts: [String]) -> [String]? {
    let hasOptional = path.last == .optionalText
    guard parts.count == path.count || (hasOptional && parts.count == path.count - 1) else { return nil }
    var found: [String] = []
    for (segment, part) in zip(path, parts) {
      switch segment {
      case .word(let word): if word != part { return nil }
      case .model, .text, .optionalText: found.append(part)
      }
    }
    return found
  }

  /// What stands in the path instead of words, in order.
  var parameters: [Segment] {
    path.filter { if case .word = $0 { false } else { true } }
  }

  private static func segment(_ part: String) -> Segment {
    switch part {
    case "{server}": .model(.server)
    case "{user}": .model(.user)
    case "{node}": .model(.node)
    case "{location}": .model(.location)
    case "{nest}": .model(.nest)
    case "{egg}": .model(.egg)
    case "{allocation}": .model(.allocation)
    case "{database}": .model(.database)
    case "{backup}": .model(.backup)
    case "{name}": .model(.namedServer)
    case "{text}": .text
    case "{text?}": .optionalText
    default: .word(part)
    }
  }
}

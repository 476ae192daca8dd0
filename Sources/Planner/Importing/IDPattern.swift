/// How the names of a panel's servers hold the ids of their orders: `bot-{order}`.
public struct IDPattern: Hashable, Sendable {
  private let before: String
  private let after: String

  /// Nil where the text does not have `{order}` exactly once.
  public init?(_ text: String) {
    guard let template = try? parseTemplate(text), template.parts.count(where: { $0 == .word(.order) }) == 1,
      template.parts.allSatisfy({ $0.isText || $0 == .word(.order) })
    else { return nil }
    self.init(template)
  }

  /// Nil where the template is not like that.
  init?(_ template: Template) {
    guard let hole = template.parts.firstIndex(of: .word(.order)),
      template.parts.allSatisfy({ $0.isText || $0 == .word(.order) }),
      template.parts.count(where: { !$0.isText }) == 1
    else { return nil }
    before = Template(parts: Array(template.parts[..<hole])).filled { _ in "" }
    after = Template(parts: Array(template.parts[(hole + 1)...])).filled { _ in "" }
  }

  /// The id in a name, capitals made small; nil where the name is not made this way, or what stands in it cannot be an id.
  func order(in name: String) -> OrderID? {
    let (name, before, after) = (name.utf8, before.utf8, after.utf8)
    guard name.count >= before.count + after.count, name.starts(with: before),
      name.reversed().starts(with: after.reversed())
    else { return nil }
    let hole = Substring(name.dropFirst(before.count).dropLast(after.count))
    return hole.utf8.allSatisfy { $0 < 0x80 } ? OrderID(hole.lowercased()) : nil
  }
}

extension Template.Part {
  fileprivate var isText: Bool {
    switch self {
    case .text: true
    case .word: false
    }
  }
}

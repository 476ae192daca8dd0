/// What an order's texts come to.
enum TextWeight: Equatable {
  /// So many bytes, holes and names of variables counted.
  case bearable(bytes: Int)
  /// More than the panel keeps of one, or than a plan holds of one order.
  case tooMuch([Diagnostic])
}

/// Finds how long name, description and variables of an order's server become, without making them.
///
/// A few words in `fleet.yaml`, repeated, and one long list in an order make gigabytes of each other.
func weighTexts(of order: Order, in catalog: EffectiveCatalog) -> TextWeight {
  let (tier, server) = (catalog.tier(of: order), catalog.settings.server)
  let count = tier.declarations + order.environment.count
  guard count <= TextLimit.variables else { return .tooMuch([.tooManyVariables(count, of: order)]) }
  var scale = TextScale(order: order, words: TemplateWords(order: order, maxGuilds: tier.maxGuilds))
  scale.add(order.name ?? server.name, limit: .characters(TextLimit.name), called: "the server's name")
  scale.add(
    order.description ?? server.description, limit: .bytes(TextLimit.text), called: "the server's description")
  tier.forEachVariable(of: order) { scale.add($0.setting, ofVariable: $0.name) }
  if scale.total > TextLimit.order { scale.problems.append(.tooMuchText(scale.total, of: order)) }
  return scale.problems.isEmpty ? .bearable(bytes: scale.total) : .tooMuch(scale.sorted)
}

/// Adds up the texts of one order.
private struct TextScale {
  let order: Order
  let words: TemplateWords
  private(set) var total = 0
  var problems: [Diagnostic] = []

  init(order: Order, words: TemplateWords) {
    self.order = order
    self.words = words
  }

  /// What the panel keeps of a text.
  enum Limit {
    case characters(Int)
    case bytes(Int)
  }

  var sorted: [Diagnostic] { problems.sorted { $0.message < $1.message } }

  mutating func add(_ setting: Setting, limit: Limit, called what: String) {
    measure(setting.initial, limit) { (what, nil) }
  }

  mutating func add(_ setting: Located<Setting>, ofVariable name: String) {
    // What keeping an entry costs, beside its bytes.
    total += name.utf8.count + 64
    measure(setting.value.initial, .bytes(TextLimit.text)) { [order] in
      let place = setting.place.path == visible(order.path) ? setting.place : nil
      let origin = place == nil ? " (\(setting.place.path):\(setting.place.line))" : ""
      return ("the variable \(quoted(name))" + origin, place)
    }
  }

  /// - Parameter name: what it is called, and where it stands if that is in the order's document; asked only where it is too long.
  private mutating func measure(_ template: Template, _ limit: Limit, _ name: () -> (what: String, place: Place?)) {
    let size = template.size(words.size)
    // Holes that nothing fills are to be looked at one by one all the same.
    total += size.bytes + template.parts.count * 16
    let (length, kept, unit) =
      switch limit {
      case .characters(let kept): (size.characters, kept, "characters")
      case .bytes(let kept): (size.bytes, kept, "bytes")
      }
    guard length > kept else { return }
    let (what, place) = name()
    let message = "filled for this order, \(what) has \(length) \(unit), but the panel keeps only \(kept)"
    let hint = "shorten the template, or the order's lists"
    problems.append(
      place.map { Diagnostic(.error, code: "too-long", message, hint: hint, at: $0) }
        ?? Diagnostic(.error, code: "too-long", message, hint: hint, path: visible(order.path)))
  }
}

extension Diagnostic {
  fileprivate static func tooManyVariables(_ count: Int, of order: Order) -> Diagnostic {
    Diagnostic(
      .error, code: "too-many-variables",
      "fleet.yaml, the catalog and this document declare \(count) variables for this order; the limit is \(TextLimit.variables)",
      hint: "declare only what the egg has", path: visible(order.path))
  }

  fileprivate static func tooMuchText(_ bytes: Int, of order: Order) -> Diagnostic {
    Diagnostic(
      .error, code: "too-much-text",
      "name, description and variables of this order's server have \(bytes) bytes; the limit is \(TextLimit.order)",
      hint: "shorten the templates, or the order's lists", path: visible(order.path))
  }
}

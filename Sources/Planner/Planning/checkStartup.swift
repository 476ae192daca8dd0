extension PlanDraft {
  /// Holds the startup that a server would get against its egg's rules: what the panel would answer with 422 is told before it.
  ///
  /// - Returns: true where the panel would refuse it, and nothing may be done.
  mutating func isRefused(_ startup: ServerSpec.Startup, of order: Order, _ resolved: Desired, _ occasion: Occasion)
    -> Bool
  {
    guard let checks = eggs[startup.egg] else { return false }
    let sent = resolved.customersVariables.overlaid(with: startup.environment).byName
    let refusals = checks.findings(environment: sent, image: startup.image)
      .filter { finding in
        switch occasion {
        case .creation: true
        case .update: !finding.concerns(resolved.customersVariables, order.ignored) && !finding.isLeftToThePanel(sent)
        }
      }
      .compactMap { refusal($0, of: order, resolved, startup.egg) }
    for refusal in refusals where toldRefusals.insert(refusal.key).inserted { diagnostics.append(refusal.diagnostic) }
    if !refusals.isEmpty { faulty.insert(order.id) }
    return !refusals.isEmpty
  }

  /// When a startup is sent.
  enum Occasion {
    /// Everything is sent, the customer's variables with what they begin with.
    case creation
    /// What customers decide goes back as it is, and is not ours to judge.
    case update
  }

  /// A problem that stands in the catalog or in `fleet.yaml` concerns many orders, and is told once.
  struct RefusalKey: Hashable {
    let code: String
    let variable: String
    let path: String
    let place: Place?
  }

  private struct StartupRefusal {
    let key: RefusalKey
    let diagnostic: Diagnostic
  }

  /// Nil for what the panel takes all the same; that is noticed.
  private mutating func refusal(_ finding: EggFinding, of order: Order, _ resolved: Desired, _ egg: EggID)
    -> StartupRefusal?
  {
    switch finding {
    case .missing(let name, let eggDefault):
      // A template may come to nothing: `{guild}` for an order without guilds.
      if let declared = fleet.place(of: name, in: order) {
        return refusal(
          "missing-variable", name,
          "the egg requires the variable `\(name)`, and what is written here comes to nothing for \(order.id)",
          hint:
            "give the order what its words in braces stand for, such as `guilds`, or write a value that is never empty",
          at: declared)
      }
      return refusal(
        "missing-variable", name, "the egg requires the variable `\(name)`, and \(order.id) has no value for it",
        hint: missingVariableHint(name, eggDefault, of: fleet.eggTier(of: order)), at: fleet.eggPlace(of: order))
    case .broken(let name, let problem):
      return refusal(
        "broken-egg-rule", name,
        "the panel cannot create any server with egg \(egg): the variable `\(visible(name))` has a broken rule: \(visible(problem.description))",
        hint: "fix the variable's rules in the egg, on the panel", at: fleet.eggPlace(of: order))
    case .refused(let name, let violation):
      return refusal(
        "egg-rule", name, "the egg refuses the value of `\(name)` in \(order.id): it \(violation.message)",
        hint: nil, at: fleet.place(of: name, in: order))
    case .noSuchVariable(let name):
      return refusal(
        "no-such-variable", name, "egg \(egg) has no variable `\(name)`, so the bot would never see it",
        hint: unknownVariableHint(name, of: order), at: fleet.place(of: name, in: order))
    case .imageNotOffered(let image):
      // An image that the customer chose is shown to nobody.
      if case .byFleet = resolved.image {
        notice(.imageNotOffered(image: image, egg: egg), of: order.id)
        warn(ofImage: image, egg, at: fleet.imagePlace(of: order))
      }
    case .ruleNotJudged(let variable, let problem): noticeOnce(.ruleNotJudged(variable: variable, rule: problem.rule))
    }
    return nil
  }

  /// The panel takes any image, so that this holds nothing back.
  private mutating func warn(ofImage image: String, _ egg: EggID, at place: Place) {
    let key = RefusalKey(code: "image-not-offered", variable: image, path: place.path, place: place)
    guard toldRefusals.insert(key).inserted else { return }
    diagnostics.append(
      Diagnostic(
        .warning, code: key.code, "egg \(egg) does not offer the image \(quoted(image))",
        hint: image.hasPrefix("~")
          ? "panels of 1.11 refuse an image that begins with `~`, later ones accept it; see the egg's Docker images"
          : "the panel accepts it anyway; see the egg's Docker images", at: place))
  }

  /// A variable of the fleet's is for every egg that the catalog names.
  private func unknownVariableHint(_ name: String, of order: Order) -> String {
    let isOfFleet = fleet.place(of: name, in: order) == fleet.settings.server.environment[name]?.place
    guard isOfFleet, let tier = fleet.eggTier(of: order) else {
      return "add it to the egg on the panel, or remove it here"
    }
    return
      "tier \(quoted(tier.text)) has an egg of its own, and what stands here is for all tiers: move it to the tiers whose egg has "
      + "it, or add it to egg \(fleet.catalog.tier(of: order).egg?.value.id.description ?? "") on the panel"
  }

  private func refusal(
    _ code: String, _ variable: String, _ message: String, hint: String?, at place: Place?
  ) -> StartupRefusal {
    let path = place?.path ?? fleet.settings.server.image.place.path
    let diagnostic =
      place.map { Diagnostic(.error, code: code, message, hint: hint, at: $0) }
      ?? Diagnostic(.error, code: code, message, hint: hint, path: path)
    return StartupRefusal(
      key: RefusalKey(code: code, variable: variable, path: path, place: place), diagnostic: diagnostic)
  }

  /// About the fleet as a whole.
  mutating func noticeOnce(_ kind: Notice.Kind) {
    let notice = Notice(order: nil, kind: kind)
    if !notices.contains(notice) { notices.append(notice) }
  }
}

extension EggFinding {
  /// Whether it is about a variable that is left as the panel has it: the customer's, or one that the order ignores.
  fileprivate func concerns(_ customers: Variables, _ ignored: Set<Field>) -> Bool {
    switch self {
    case .missing(let name, _), .refused(let name, _), .noSuchVariable(let name), .ruleNotJudged(let name, _):
      customers[name] != nil || ignored.contains(.variable(name))
    case .imageNotOffered, .broken: false
    }
  }

  /// Whether it is about a variable that no document declares: the server's own value, or the egg's default where it has none, goes back
  /// as it is.
  fileprivate func isLeftToThePanel(_ sent: [String: String]) -> Bool {
    switch self {
    case .missing(let name, _): sent[name] == nil
    case .refused, .noSuchVariable, .ruleNotJudged, .imageNotOffered, .broken: false
    }
  }
}

extension Fleet {
  /// Where the value that an order has for a variable is written; nil where it is written nowhere.
  fileprivate func place(of variable: String, in order: Order) -> Place? {
    var layers = [settings.server.environment, catalog.tier(of: order).environment]
    layers += order.addons.compactMap { catalog.addons[$0.value]?.environment }
    layers.append(order.environment)
    return layers.reversed().lazy.compactMap { $0[variable]?.place }.first
  }
}

/// What to write where an egg wants a variable that nobody declares: a line of `environment` that changes no server that there is, for
/// customers keep the value that they have.
///
/// - Parameter tier: the tier whose egg it is; nil for the fleet's.
func missingVariableHint(_ name: String, _ eggDefault: String?, of tier: TierName?) -> String {
  let elsewhere = "declare it in fleet.yaml, the catalog or the order"
  guard let eggDefault, (try? parseVariableName(name)) != nil, isShownWhole(eggDefault),
    (try? parseTemplate(eggDefault)) == Template(eggDefault)
  else { return elsewhere }
  let text = eggDefault.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  let place =
    tier.map { "`environment` of tier \(quoted($0.text)) in catalog.yaml" } ?? "`server.environment` of fleet.yaml"
  return "the panel does not apply the egg's default; write in \(place): "
    + "`\(name): { setBy: customer, initially: \"\(text)\" }`"
}

/// Whether what is shown of a text is the text.
private func isShownWhole(_ text: String) -> Bool {
  text.utf8.count <= 200 && !text.contains("`") && !text.unicodeScalars.contains(where: isUnseen)
}

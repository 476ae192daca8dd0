internal import EggRules

/// What a new fleet says of one of its egg's variables.
struct FilledVariable: Hashable {
  let variable: OfferedVariable
  let filling: Filling

  /// Where its value comes from.
  enum Filling: Hashable {
    /// From each order.
    case word(Template.Word)
    /// The same for all: the egg's default.
    case fixed(String)
    /// The customer's own, who begins with this.
    case customers(initially: String)
    /// No value could be found that the egg takes, or none that can be written down; why.
    case open(String)
  }

  var name: String { variable.variable.name }
}

/// Fills an egg's variables: from the order where a variable's name says so, else with the egg's default where that is not the
/// customer's to change, else as the customer's.
///
/// Nothing comes from any server. Where a name sounds like a secret, not even the egg's default is taken over: it may be one.
///
/// - Parameter samples: what orders come to, one for each tier; a template counts only where the egg takes it for every one.
func fillVariables(_ variables: [OfferedVariable], for samples: [OrderSample]) -> [FilledVariable] {
  let known = EggEnvironment.Variables(variables.map(\.variable))
  return variables.map { FilledVariable(variable: $0, filling: filling(of: $0, known, samples)) }
}

private func filling(
  of offered: OfferedVariable, _ known: EggEnvironment.Variables, _ samples: [OrderSample]
) -> FilledVariable.Filling {
  let variable = offered.variable
  do throws(ScalarError) { _ = try parseVariableName(variable.name) } catch { return .open(error.message) }
  let rules = VariableRules(variable.rules)
  if let broken = rules.problems.first(where: \.breaksValidation) {
    return .open("\(broken); mend it in the egg, on the panel")
  }
  func takes(_ value: String) -> Bool {
    rules.judge(variable.name, in: EggEnvironment(known, sent: [variable.name: value])).violations.isEmpty
  }
  if let word = templateWord(of: variable.name), samples.allSatisfy({ takes($0.value(of: word)) }) {
    return .word(word)
  }
  let isSecret = soundsSecret(variable.name)
  let hasDefault = !isSecret && takes(variable.defaultValue) && isWritable(variable.defaultValue)
  let isFilled = trimmedValue(variable.defaultValue) != nil
  if hasDefault, !offered.isUserEditable, isFilled || rules.isNullable { return .fixed(variable.defaultValue) }
  if hasDefault { return .customers(initially: variable.defaultValue) }
  guard let value = initialValues(for: variable.rules).first(where: takes) else {
    return .open("its rules are \(variable.rules)")
  }
  return .customers(initially: value)
}

/// Whether a document can hold the text as it is: no word in braces, no control characters.
private func isWritable(_ text: String) -> Bool { (try? parseTemplate(text)) == Template(text) }

/// What an order of a tier comes to, as far as templates say it.
struct OrderSample: Hashable {
  let tier: String
  let guilds: Int

  /// An example's guild.
  static let guild = "112233445566778899"
  /// The example's id.
  static let order = "example-1"

  func value(of word: Template.Word) -> String {
    switch word {
    case .order: Self.order
    case .tier: tier
    case .guild, .guilds: Self.guild
    case .maxGuilds: String(guilds)
    case .customer, .addons, .features: ""
    }
  }
}

/// What a variable's name asks for, of the words that templates know; nil where it is none of the names that such variables have.
func templateWord(of name: String) -> Template.Word? {
  let plain = name.uppercased()
  for prefix in ["", "BOT_", "DISCORD_"] where plain.hasPrefix(prefix) {
    if let word = words[String(plain.dropFirst(prefix.count))] { return word }
  }
  return nil
}

private let words: [String: Template.Word] = [
  "ORDER": .order, "ORDER_ID": .order,
  "CUSTOMER": .customer, "CUSTOMER_ID": .customer,
  "TIER": .tier, "PLAN": .tier, "SUBSCRIPTION_TIER": .tier, "SERVICE_TIER": .tier,
  "ADDONS": .addons, "ADD_ONS": .addons,
  "FEATURES": .features, "ENABLED_FEATURES": .features,
  "GUILD": .guild, "GUILD_ID": .guild,
  "GUILDS": .guilds, "GUILD_IDS": .guilds, "ALLOWED_GUILDS": .guilds,
  "MAX_GUILDS": .maxGuilds, "GUILD_LIMIT": .maxGuilds, "MAX_SERVERS": .maxGuilds,
]

/// Whether a variable's name sounds like something that only its owner may know.
func soundsSecret(_ name: String) -> Bool {
  let plain = name.uppercased()
  if ["TOKEN", "SECRET", "PASSW", "CREDENTIAL"].contains(where: plain.contains) { return true }
  return plain.hasSuffix("KEY") || plain.split(separator: "_").contains { $0 == "KEY" || $0 == "PASS" }
}

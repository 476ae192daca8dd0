/// What an order says, read off the variables that the fleet's templates made of it.
struct WordsReadBack: Hashable {
  /// Nil where no variable has it, or several have different ones.
  let order: OrderID?
  let guilds: [String]
  let features: [String]

  /// - Parameters:
  ///   - observed: A server's variables.
  ///   - variables: What declares them.
  ///   - known: The words that need not be read.
  init(from observed: Variables, by variables: [String: Setting], knowing known: WordReading) {
    let templates = variables.compactMap { name, setting -> TemplateAndText? in
      guard case .declared(let template) = setting, let text = observed[name] else { return nil }
      return TemplateAndText(template: template, text: text)
    }
    let first = agreed(templates, knowing: known)
    // With what one variable says, another may be read in one way only.
    let words = first.merging(agreed(templates, knowing: known.merging(first) { one, _ in one })) { one, _ in one }
    order = words[.order].flatMap { OrderID($0) }
    features = items(of: words[.features] ?? "")
    let (guild, guilds) = (words[.guild], words[.guilds].map(items))
    self.guilds =
      switch (guild, guilds) {
      case (let guild?, let guilds?): guilds.first ?? "" == guild ? guilds : []
      case (nil, let guilds?): guilds
      case (let guild?, nil): items(of: guild)
      case (nil, nil): []
      }
  }
}

private struct TemplateAndText {
  let template: Template
  let text: String
}

/// The words that variables tell, each in one way, and no two of them differently.
private func agreed(_ templates: [TemplateAndText], knowing known: WordReading) -> WordReading {
  var told: [Template.Word: Set<String>] = [:]
  let unknown = Set(Template.Word.allCases).subtracting(known.keys)
  for each in templates where each.template.hasAny(of: unknown) {
    let readings = each.template.readings(in: each.text, knowing: known)
    guard readings.count == 1, let reading = readings.first else { continue }
    for (word, text) in reading where known[word] == nil { told[word, default: []].insert(text) }
  }
  return told.compactMapValues { $0.count == 1 ? $0.first : nil }
}

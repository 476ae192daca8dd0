/// Looks for variables that somebody meant to set and misspelt: nothing reads them, and nothing else would say so.
///
/// - Parameters:
///   - process: the names in the process's environment.
///   - file: those in the file that completes it; nil where there is none.
public func examineNames(of process: some Sequence<String>, andFile file: [String]?) -> Finding {
  let inFile = Set(file ?? [])
  let all = inFile.union(process).sorted()
  let set = Set(all)
  let misspelt = all.compactMap { name in meant(by: name).map { (name: name, meant: $0) } }
    // Whoever has set the right one as well has something else in mind.
    .filter { !set.contains($0.meant) }
  guard !misspelt.isEmpty else {
    let known = EnvironmentVariable.allCases.count { set.contains($0.rawValue) }
    return .ok(.names, known == 0 ? "none of botfleet's is set" : "\(counted(known, "variable")) of botfleet's set")
  }
  let words = misspelt.map { "\($0.name) means nothing to botfleet; \($0.meant) was probably meant" }
  let place = misspelt.contains { inFile.contains($0.name) } ? "in the file" : "in the environment"
  return Finding(
    .names, .warning, words.joined(separator: ", "),
    advice: "Rename \(misspelt.count == 1 ? "it" : "them") \(place), or remove it if another program reads it.")
}

/// Names that are botfleet's beside those that stand for what documents say.
private let otherNames = ["BOTFLEET_ALLOW_HTTP", "BOTFLEET_FORGE_TOKEN", "BOTFLEET_RUN_URL", "WEBHOOK_SECRET"]

/// What others call the same.
private let otherWords: [String: EnvironmentVariable] = [
  "PTERODACTYL_URL": .panelURL, "PTERODACTYL_HOST": .panelURL, "PTERODACTYL_BASE_URL": .panelURL,
  "PTERODACTYL_API_URL": .panelURL, "PTERODACTYL_TOKEN": .apiKey, "PTERODACTYL_API_TOKEN": .apiKey,
  "PTERODACTYL_KEY": .apiKey, "PTERODACTYL_APPLICATION_KEY": .apiKey, "PTERODACTYL_CLIENT_TOKEN": .clientKey,
  "PTERODACTYL_NODE_ID": .node, "PTERODACTYL_EGG_ID": .egg, "PTERODACTYL_NEST_ID": .nest,
  "PTERODACTYL_USER_ID": .owner,
]

/// The variable that was obviously meant; nil for one that botfleet knows, and for what is another program's.
private func meant(by name: String) -> String? {
  let known = EnvironmentVariable.allCases.map(\.rawValue) + otherNames
  guard !known.contains(name), !name.hasPrefix("BOTFLEET_TEST_") else { return nil }
  if let meant = otherWords[name.uppercased()] { return meant.rawValue }
  // Whatever begins as ours do is one of ours; of any other name only slips of the pen are.
  let isOurs = name.hasPrefix("PTERODACTYL_") || name.hasPrefix("BOTFLEET_")
  return suggestion(for: name, among: known, within: isOurs ? 3 : 2)
}

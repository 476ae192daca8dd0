import ArgumentParser

/// For whom something is reported: people, or programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}

import ArgumentParser

/// How an apply is reported.
enum RunFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}

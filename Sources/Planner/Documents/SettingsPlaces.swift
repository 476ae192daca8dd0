/// Where the values stand that only the panel, or only the repository, can tell to be right.
public struct SettingsPlaces: Hashable, Sendable {
  /// A place in `fleet.yaml`, or the variable of the environment that stands for it.
  public struct Source: Hashable, Sendable, CustomStringConvertible {
    let path: String
    let place: Place?

    init(_ place: Place) { (path, self.place) = (place.path, place) }
    init(variable: String) { (path, place) = (variable, nil) }

    /// `fleet/fleet.yaml:12:11`, or the variable's name.
    public var description: String { place.map { "\($0.path):\($0.line):\($0.column)" } ?? path }
  }

  var egg: Source?
  var owner: Source?
  var nodes: [NodeID: Source] = [:]
  var locations: [LocationID: Source] = [:]
  /// Where the only branch that is applied is named.
  public var branch: Source?

  public init() {}
}

extension Diagnostic {
  init(_ severity: Severity, code: String, _ message: String, hint: String? = nil, at source: SettingsPlaces.Source) {
    self =
      source.place.map { Diagnostic(severity, code: code, message, hint: hint, at: $0) }
      ?? Diagnostic(severity, code: code, message, hint: hint, path: source.path)
  }
}

extension Diagnostic {
  static func noSuchEgg(_ egg: EggReference, at source: SettingsPlaces.Source) -> Diagnostic {
    Diagnostic(
      .error, code: "no-such-egg", "\(egg.nest.map { "nest \($0) of " } ?? "")the panel has no egg \(egg.id)",
      hint: "see the panel's list of nests; the pages' addresses contain the numbers of nest and egg", at: source)
  }
}

extension FleetSettings {
  /// What is wrong where the panel has no such egg, in its nest where one is named; nil where the settings name another.
  public func noSuchEgg(_ egg: EggReference) -> Diagnostic? {
    guard server.egg == egg, let source = places.egg else { return nil }
    return .noSuchEgg(egg, at: source)
  }
}

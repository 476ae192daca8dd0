extension FleetFolder {
  /// The trailer that tells the commits of this fleet from those of others in the repository, `Fleet: fleets/eu`; none for the usual folder,
  /// whose commits are the ones without.
  var trailers: [String] { isUsual ? [] : ["Fleet: \(escapedForDisplay(path, upTo: 1000))"] }

  /// What a subject ends with, for people who read the subjects of several fleets.
  var subjectEnd: String { isUsual ? "" : " in \(escapedForDisplay(path, upTo: 100))" }

  private var isUsual: Bool { self == .usual }
}

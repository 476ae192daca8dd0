/// An egg as `fleet.yaml` names it: by its number, and perhaps by the nest that it is in.
///
/// Some kinds of panels keep eggs in nests, and show an egg only there. Where the document does not say which, the panel's client finds out.
public struct EggReference: Hashable, Sendable {
  /// The egg's number.
  public let id: EggID
  /// `server.nest`; nil where it is left out.
  public let nest: NestID?

  public init(_ id: EggID, in nest: NestID? = nil) {
    self.id = id
    self.nest = nest
  }
}

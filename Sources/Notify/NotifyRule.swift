/// Which states an audience is told of.
public struct NotifyRule: Hashable, Sendable {
  public let to: Audience
  public let about: Set<StateWord>

  public init(to audience: Audience, about states: Set<StateWord>) {
    to = audience
    about = states
  }
}

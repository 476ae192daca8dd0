/// What a server has in variables that no document declares: customers' own values, secrets among them.
///
/// They are there for one question, what an egg's rules say of them, and describe themselves as nothing else.
public struct UnseenValues: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// By variable. Nothing made of a value leaves the Planner.
  let values: Variables

  public init(_ values: Variables) { self.values = values }

  /// None were read.
  public static let none = UnseenValues([:])

  public var description: String { "«unseen»" }

  public var debugDescription: String { description }

  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What a revision makes of an order's record: records are for apply to write, so that whoever reviews the revision is told.
public struct RecordEdit: Hashable, Sendable {
  public let what: What
  /// What differs, in the document's order.
  public let fields: [FieldEdit]

  /// What became of the record.
  public enum What: String, Hashable, Sendable {
    case added, changed, removed
    /// The document has errors now.
    case unreadable
  }

  /// An entry of the document. What a customer may have written is hidden.
  public struct FieldEdit: Hashable, Sendable {
    /// Where it stands: `terminating.since`.
    public let path: String
    public let before: ObservedValue
    public let after: ObservedValue

    public init(_ path: String, from before: ObservedValue, to after: ObservedValue) {
      self.path = path
      self.before = before
      self.after = after
    }
  }

  public init(_ what: What, _ fields: [FieldEdit]) {
    self.what = what
    self.fields = fields
  }
}

/// What a revision makes of a rule that its reviewers rely on: told in its own plan, also where nothing is to be done now.
public struct RuleEdit: Hashable, Sendable {
  /// Whether a rule holds back less than it did, or something is decided otherwise that everybody relies on.
  public enum Effect: String, Hashable, Sendable {
    case loosens, changes
  }

  public let effect: Effect
  /// Where it stands in `fleet.yaml`, or in the order that the notice is about: `safety.maxChanged`.
  public let setting: String
  public let before: String
  public let after: String

  public init(_ effect: Effect, _ setting: String, from before: String, to after: String) {
    self.effect = effect
    self.setting = setting
    self.before = before
    self.after = after
  }
}

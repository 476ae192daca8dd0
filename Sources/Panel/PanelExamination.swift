public import HTTP
public import Planner

/// What can be found out about a panel and a key without changing anything.
public struct PanelExamination: Sendable, Equatable {
  /// What the key is by what the panel lets it do; nil where that does not tell.
  public let key: KeyKind?
  /// Nil where nothing tells.
  public let series: Series?
  /// What the key may, and may not; what could not be asked is missing.
  public let permissions: [Permission: Standing]

  /// What a key is made for.
  public enum KeyKind: Sendable, Equatable {
    /// For the Application API, with permissions of its own.
    case application
    /// Of a user's account: it may whatever that user may, on both APIs.
    case account
  }

  /// Which releases of a panel behave so.
  public enum Series: Sendable, Equatable {
    /// Up to 1.11.
    case former
    /// From 1.12 on.
    case current

    /// The releases in words: `1.12 or later`.
    public var releases: String {
      switch self {
      case .former: "1.11 or earlier"
      case .current: "1.12 or later"
      }
    }
  }

  /// Whether a key has a permission.
  public enum Standing: Sendable, Equatable {
    case granted
    case missing
  }

  public init(key: KeyKind?, series: Series?, permissions: [Permission: Standing]) {
    self.key = key
    self.series = series
    self.permissions = permissions
  }
}

/// Where an examination may look for things that are in others: what the documents say, where the panel does not list them.
public struct ExaminationHints: Sendable {
  public let node: NodeID?
  public let nest: NestID?

  public init(node: NodeID?, nest: NestID?) {
    self.node = node
    self.nest = nest
  }
}

/// How much of the panel's request limit is used, and by whom.
public struct RequestUse: Sendable, Equatable {
  /// How many requests a minute the panel answers to all keys of one user.
  public let perMinute: Int
  /// How many of them others sent with keys of the same user, in the minutes in which we asked.
  public let byOthers: Int

  public init(perMinute: Int, byOthers: Int) {
    self.perMinute = perMinute
    self.byOthers = byOthers
  }
}

/// What a key looks like.
public enum KeyShape: Sendable, Equatable {
  /// `ptla_…`
  case application
  /// `ptlc_…`
  case account
  /// Neither: from before 1.8, of another kind of panel, or no key at all.
  case unfamiliar
}

extension Secret {
  /// How many characters a panel's key has: an identifier of 16, and a secret of 32.
  public static let keyLength = 48

  /// What it looks like as a key.
  public var shape: KeyShape {
    if hasPrefix("ptla_") { return .application }
    return hasPrefix("ptlc_") ? .account : .unfamiliar
  }

  /// Whether it is as long as a panel's keys are.
  public var isOfKeyLength: Bool { length == Self.keyLength }
}

/// Something on the branch of waiting results that is not taken over.
public struct LeftBehind: Hashable, Sendable {
  /// A path, or what else of the branch it is.
  public let what: String
  public let why: Reason

  /// Why it is not.
  public enum Reason: Hashable, Sendable {
    /// It stands beside the results, or is no result of an order of this fleet.
    case noResult
    /// A link, a submodule or a program in the place of a result.
    case noPlainFile
    /// The document has errors, is too long, or is about another order than its name says.
    case unreadable
    /// The branch takes a recorded result away.
    case removal
    /// Its days or times have not come yet.
    case future
    /// The panel has another server than it says, or none.
    case panelDiffers
    /// The server that it takes for the order's own was there before the order came to the branch.
    case olderThanOrder
    /// What git holds there cannot be told for sure.
    case unclear(String)
    /// Commits that no key has signed which git trusts.
    case unsigned
    /// The branch shares no commit with the one that results go to.
    case unrelated
  }

  public init(_ what: String, _ why: Reason) {
    self.what = what
    self.why = why
  }
}

extension LeftBehind {
  /// `.github/workflows/evil.yml (no result)`.
  public var words: String { "\(escapedForDisplay(what, upTo: 200)) (\(why.words))" }
}

extension LeftBehind.Reason {
  /// A stable word.
  public var code: String {
    switch self {
    case .noResult: "no-result"
    case .noPlainFile: "no-plain-file"
    case .unreadable: "unreadable"
    case .removal: "removal"
    case .future: "future"
    case .panelDiffers: "panel-differs"
    case .olderThanOrder: "older-than-order"
    case .unclear: "unclear"
    case .unsigned: "unsigned"
    case .unrelated: "unrelated"
    }
  }

  var words: String {
    switch self {
    case .noResult: "not a result of one of this fleet's orders"
    case .noPlainFile: "not a plain file"
    case .unreadable: "not a readable result"
    case .removal: "removed there, but kept"
    case .future: "dated in the future"
    case .panelDiffers: "contradicts the panel"
    case .olderThanOrder: "its server is older than the order"
    case .unclear(let why): escapedForDisplay(why, upTo: 200)
    case .unsigned: "not signed by a key of git's allowed-signers file"
    case .unrelated: "it shares no commit with the results' branch"
    }
  }
}

public import Health
public import History
import Planner

/// What is fetched for one order when somebody who may see it looks at it.
public struct OrderMaterial: Sendable {
  /// The latest first.
  public var timeline: [HistoryEvent]
  /// Whether git could not tell its past.
  public var isTimelineMissing: Bool
  public var chart: [BotUsePoint]
  /// The document as it stands on the branch, for administrators; nil where there is none that can be read.
  public var document: String?
  public var files: FileAccess?

  public init(
    timeline: [HistoryEvent] = [], isTimelineMissing: Bool = false, chart: [BotUsePoint] = [], document: String? = nil,
    files: FileAccess? = nil
  ) {
    (self.timeline, self.isTimelineMissing, self.chart) = (timeline, isTimelineMissing, chart)
    (self.document, self.files) = (document, files)
  }
}

/// Where files are put.
public struct FileAccess: Hashable, Sendable {
  public let host: String
  public let port: Int
  public let user: String

  public init(host: String, port: Int, user: String) { (self.host, self.port, self.user) = (host, port, user) }
}

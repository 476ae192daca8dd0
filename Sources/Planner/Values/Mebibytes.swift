/// An amount of memory or disk, counted in MiB as the panel counts it.
public struct Mebibytes: Hashable, Sendable, CustomStringConvertible {
  /// Whole MiB. On the panel 0 means no limit, and a swap of -1 too.
  public let count: Int

  public init(_ count: Int) { self.count = count }

  /// In the largest unit that keeps it whole: `1536MiB`, `2GiB`.
  public var description: String {
    count != 0 && count.isMultiple(of: 1024) ? "\(count / 1024)GiB" : "\(count)MiB"
  }

  public static func + (left: Mebibytes, right: Mebibytes) -> Mebibytes { Mebibytes(left.count + right.count) }
  public static func - (left: Mebibytes, right: Mebibytes) -> Mebibytes { Mebibytes(left.count - right.count) }
}

extension Mebibytes: Comparable {
  public static func < (left: Mebibytes, right: Mebibytes) -> Bool { left.count < right.count }
}

import ArgumentParser
import FoundationEssentials
import Planner

// The parser names a value that it cannot read, and cannot know how one is written: these say so.

extension OrderID {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> OrderID {
    guard let order = OrderID(text) else {
      throw ValidationError("an order's id is 1 to 63 of a-z, 0-9, _ and -, such as ord-1042")
    }
    return order
  }
}

extension Day {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("a day is written like \(Day.today.adding(days: 1))") }
    return day
  }

  /// Today, in UTC.
  static var today: Day { Instant.now.day }
}

extension Instant {
  /// The present second.
  static var now: Instant { Instant(seconds: Int(Date().timeIntervalSince1970)) }

  /// The first second of a day, or the present one.
  static func asOf(_ day: Day?) -> Instant { day.map { Instant(startOf: $0) } ?? .now }
}

extension Digest {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> Digest {
    guard let digest = Digest(text) else {
      throw ValidationError("it is sha256: and 64 digits, as the line below the refused plan has it")
    }
    return digest
  }
}

import ArgumentParser
import FoundationEssentials
import Planner

// The parser names a value that it cannot read, and cannot know how one is written: these say so.

extension OrderID {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> OrderID {
    guard let order = OrderID(text) else {
      throw ValidationError("an order's id has 1 to 63 characters from a-z, 0-9, _ and -, such as ord-1042")
    }
    return order
  }
}

extension Day {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw ValidationError("write a day like \(Day.today.adding(days: 1))") }
    return day
  }
}

extension Digest {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> Digest {
    guard let digest = Digest(text) else {
      throw ValidationError("a digest is sha256: and 64 hexadecimal digits, as printed below the refused plan")
    }
    return digest
  }
}

extension IDPattern {
  /// Reads an argument.
  @Sendable static func argument(_ text: String) throws -> IDPattern {
    guard let pattern = IDPattern(text) else {
      throw ValidationError("a pattern has {order} exactly once, and no other word in braces, as in 'bot-{order}'")
    }
    return pattern
  }
}

/// Reads a number that the panel gave to something.
@Sendable func panelNumber(_ text: String) throws -> Int {
  guard let number = Int(text), (1...Int(UInt32.max)).contains(number) else {
    throw ValidationError("write the number that the panel has for it, such as 5")
  }
  return number
}

/// How long something is waited for.
struct Limit {
  let seconds: Int

  /// Reads an argument, as documents write a time.
  @Sendable static func argument(_ text: String) throws -> Limit {
    guard let seconds = Planner.seconds(in: text) else {
      throw ValidationError("write a time like 90s, 10m or 1h")
    }
    return Limit(seconds: seconds)
  }
}

/// The arguments with `--wait=10m` as the parser knows it: to it, a flag has no value.
func withTimeouts(_ arguments: [String]) -> [String] {
  var isOver = false
  return arguments.map { argument in
    if argument == "--" { isOver = true }
    guard !isOver, argument.hasPrefix("--wait=") else { return argument }
    return "--wait-timeout=" + argument.dropFirst("--wait=".count)
  }
}

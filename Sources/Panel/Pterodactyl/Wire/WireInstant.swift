import Planner

/// A time as the panel writes it: `2026-11-22T11:30:36+00:00`.
struct WireInstant: Decodable {
  let instant: Instant

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let instant = Instant(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time")
    }
    self.instant = instant
  }
}

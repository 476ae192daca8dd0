import Planner

/// A nest with its eggs as the Application API shows it (recording 52-015). Only their numbers are read.
struct WireNest: WireItem {
  static let object = "nest"

  struct Relationships: Decodable {
    let eggs: WireRelated<NestedEgg>
  }

  struct NestedEgg: WireItem {
    static let object = "egg"

    let id: UInt32

    var number: Int { Int(id) }
    var violation: WireViolation? { WireViolation.inNumbers(["id": id]) }
  }

  let id: UInt32
  let relationships: Relationships

  var number: Int { Int(id) }

  var violation: WireViolation? {
    for egg in relationships.eggs.items ?? [] {
      if let violation = egg.violation { return violation.within("relationships.eggs") }
    }
    return WireViolation.inNumbers(["id": id])
  }

  /// As the planner's value.
  var nest: NestID { NestID(number) }

  /// Nil where the key may not read eggs.
  var eggs: [EggID]? { relationships.eggs.items?.map { EggID($0.number) } }
}

import Foundation

/// What tests look at of a plan's JSON.
struct PlanFile: Decodable {
  let digest: String
  let accept: String?
  let dirty: Bool
  let revision: String?
  let asOf: String
  let changes: [Change]
  let waiting: [Order]
  let vanished: [Order]
  let orphans: [Order]

  struct Change: Decodable {
    let order: String
    let kind: String
  }

  struct Order: Decodable {
    let order: String
  }

  init(_ text: String) throws { self = try JSONDecoder().decode(PlanFile.self, from: Data(text.utf8)) }

  /// `create ord-1`, in the plan's order.
  var inShort: [String] { changes.map { "\($0.kind) \($0.order)" } }
}

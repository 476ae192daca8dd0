import Git
import Planner

/// What a commit of intake's says of itself, beside what it changes. Its reader and its writer stand here.
///
/// `Intake:` is what an audit looks for: it says why there was no pull request.
struct IntakeTrailers: Hashable, Sendable {
  static let intake = "Intake"

  /// The place that the order came from: `shop`.
  let source: String
  let delivery: String
  let order: OrderID
  /// Where the order's document stands in this commit.
  let document: String
  let sequence: Int?
  /// The administrator who asked for it.
  let confirmedBy: String?

  /// As they stand at the end of a message, a line each.
  var written: String {
    var lines = [
      "\(Self.intake): \(source)", "Delivery: \(delivery)", "Order: \(order)", "Document: \(document)",
    ]
    if let sequence { lines.append("Sequence: \(sequence)") }
    if let confirmedBy { lines.append("Confirmed-By: \(escapedForDisplay(confirmedBy, upTo: 200))") }
    return lines.joined(separator: "\n") + "\n"
  }

  init(
    source: String, delivery: String, order: OrderID, document: String, sequence: Int?, confirmedBy: String?
  ) {
    self.source = source
    self.delivery = delivery
    self.order = order
    self.document = document
    self.sequence = sequence
    self.confirmedBy = confirmedBy
  }

  /// Nil where the trailers are not intake's, or lack something.
  init?(_ trailers: [Trailer]) {
    func value(_ key: String) -> String? { trailers.last { $0.key.lowercased() == key.lowercased() }?.value }
    guard let source = value(Self.intake), let delivery = value("Delivery"),
      let order = value("Order").flatMap({ OrderID($0) }), let document = value("Document")
    else { return nil }
    self.init(
      source: source, delivery: delivery, order: order, document: document,
      sequence: value("Sequence").flatMap { Int($0) },
      confirmedBy: value("Confirmed-By"))
  }
}

import Applier
import FoundationEssentials
import Planner
import Views

/// What an administrator wants to do to an order's document, as a form says it and a sealed form brings it back.
struct ChangeWish: Codable, Hashable, Sendable {
  let order: String
  let deed: String
  var tier: String?
  /// Those that are to be added, and to be taken away.
  var add: [String] = []
  var drop: [String] = []

  /// Nil where the form names no deed that is possible.
  ///
  /// - Parameter status: of the order as it stands.
  init?(_ form: FormBody, _ status: OrderStatus, _ offers: Offers) {
    guard let deed = form["deed"].flatMap(Deed.init) else { return nil }
    (order, self.deed) = (status.id.text, deed.rawValue)
    guard deed == .purchase else { return }
    guard let document = status.order, let tier = form["tier"], offers.tiers.contains(where: { $0.name == tier }) else {
      return nil
    }
    if tier != document.tier.value.text { self.tier = tier }
    let known = Set(offers.addons.map(\.name))
    let wanted = Set(form.all("addon")).intersection(known)
    let present = Set(document.addons.map(\.value.text))
    (add, drop) = (wanted.subtracting(present).sorted(), present.intersection(known).subtracting(wanted).sorted())
  }

  var id: OrderID? { OrderID(order) }
  var kind: Deed? { Deed(rawValue: deed) }

  /// As documents are edited; nil where it changes nothing.
  var change: OrderEditRequest.Change? {
    guard let id, let kind else { return nil }
    return switch kind {
    case .suspend: .action(.suspend, on: [id])
    case .resume: .action(.resume, on: [id])
    case .terminate: .action(.terminate, on: [id])
    case .reprieve: .action(.reprieve(until: nil), on: [id])
    case .provision:
      edits(["status=\(Order.Quote.accepted.rawValue)", "payment=\(Order.Payment.confirmed.rawValue)"], of: id)
    case .purchase: edits(purchase, of: id)
    }
  }

  private var purchase: [String] {
    var words = tier.map { ["tier=\($0)"] } ?? []
    if !drop.isEmpty { words.append("addons-=\(drop.joined(separator: ","))") }
    if !add.isEmpty { words.append("addons+=\(add.joined(separator: ","))") }
    return words
  }

  private func edits(_ words: [String], of id: OrderID) -> OrderEditRequest.Change? {
    guard !words.isEmpty, let edits = try? words.map({ try OrderEdit(parsing: $0) }) else { return nil }
    return .edits(edits, to: [id])
  }
}

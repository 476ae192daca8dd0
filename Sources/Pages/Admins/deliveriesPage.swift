public import Planner

/// A delivery that nothing comes of without a person.
public struct DeliveryLine: Sendable, Hashable {
  public let delivery: String
  /// As it came: perhaps no order's id.
  public let order: String
  public let receivedAt: Instant
  public let why: String
  public let canBeRetried: Bool

  public init(delivery: String, order: String, receivedAt: Instant, why: String, canBeRetried: Bool) {
    (self.delivery, self.order, self.receivedAt) = (delivery, order, receivedAt)
    (self.why, self.canBeRetried) = (why, canBeRetried)
  }
}

/// The deliveries that need a person.
///
/// - Parameters:
///   - lines: nil where this server takes no orders in.
///   - counts: deliveries by what became of them.
public func deliveriesPage(
  _ lines: [DeliveryLine]?, counts: [(status: String, count: Int)], in frame: PageFrame
) -> HTML {
  let say = frame.say
  let title = say("Deliveries", "Leveringen")
  guard let lines else {
    return frame.page(
      title,
      "<h1>\(title)</h1><div class=\"card empty\"><p>\(say("This server takes no orders in.", "Deze server neemt geen bestellingen aan."))</p></div>"
    )
  }
  let items = lines.map { line -> HTML in
    let action = "/admin/deliveries/\(percentEncoded(line.delivery))"
    let retry: HTML =
      line.canBeRetried ? buttonForm("\(action)/retry", say("Try again", "Opnieuw proberen"), kind: "primary") : ""
    return """
      <li class="card"><h2>\(shown(line.order, upTo: 80))</h2><p>\(shown(line.why, upTo: 800))</p>
      <p class="quiet-text"><code>\(shown(line.delivery, upTo: 120))</code> · \(say.moment(line.receivedAt))</p>
      <div class="buttons">\(retry)\(buttonForm("\(action)/discard", say("Give up", "Wegleggen"), kind: "danger"))</div></li>
      """
  }
  let list: HTML =
    items.isEmpty
    ? "<div class=\"card empty\"><p>\(say("No delivery needs anybody.", "Geen enkele levering vraagt iemand."))</p></div>"
    : "<ul class=\"stack\">\(items)</ul>"
  let rows = counts.map { (name: $0.status, value: Optional<HTML>("\($0.count)")) }
  return frame.page(
    title,
    """
    <h1>\(title)</h1><p>\(say("Deliveries of the shop that nothing comes of without a person. Mend the reason, then try again.", "Leveringen van de winkel waar zonder een mens niets van komt. Los de reden op en probeer opnieuw."))</p>
    \(list)\(section(say("All deliveries", "Alle leveringen"), id: "counts", facts(rows)))
    """)
}

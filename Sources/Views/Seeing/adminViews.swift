import Health
import History
import Planner

extension AdminOrder {
  init(_ order: IndexedOrder, _ material: OrderMaterial, _ sight: Sight) {
    let status = order.status
    let sighting = sight.sightings.sighting(of: status)
    let seen = sight.sightings.state(of: status)
    let wait = sight.waits[order.id]
    let needs = [
      order.need ?? wait?.need(of: status), sight.fleet.seenNeed(of: order, seen, sighting?.reason),
    ].compactMap(\.self)
    row = AdminRow(order, seen: seen, need: needs.min(), sight.sightings, wait)
    (path, document) = (status.order?.path, material.document)
    (quote, payment, state) = (status.order?.quote, status.order?.payment, status.order?.state)
    addons = (status.order?.addons ?? []).map(\.value.text)
    (features, guilds) = (status.order?.features ?? [], status.order?.guilds ?? [])
    (note, isProtected) = (status.order?.note, status.order?.isProtected ?? false)
    (lastDay, deletion) = (status.lastDay(asOf: sight.fleet.asOf), status.deletion)
    server = status.result?.livingServer
    page = server.flatMap { server in sight.fleet.panel.map { "\($0)/admin/servers/view/\(server.id)" } }
    limits = status.limits.map(Limits.init)
    usage = seen == .unknown ? nil : sighting?.use.map { Usage($0, within: status.limits) }
    chart = chartPoints(material.chart, within: status.limits)
    differences = status.differences
    failure = status.result?.failure
    advice = failure.flatMap { FailureKind(rawValue: $0.code)?.advice }
    applied = status.result?.applied
    self.sighting = sighting
    power = sight.powerOffer(order)
    deeds = status.order.map { Deed.possible(with: $0, status) } ?? []
    (timeline, isTimelineMissing) = (material.timeline, material.isTimelineMissing)
  }
}

/// What an order's document says about its server, whatever else is wrong with it; nil where it cannot be read.
public func readState(of document: [UInt8]) -> Order.State? {
  let file = FleetFile(path: "order.yaml", content: .bytes(document))
  guard var reader = try? openDocument(file, as: .order), let fields: Fields<OrderKey> = reader.fields(of: reader.root)
  else { return nil }
  guard let node = fields[.state] else { return .active }
  return reader.value(node, parseWord)
}

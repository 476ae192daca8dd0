internal import YAML

/// `catalog.yaml` of a new fleet.
func catalogDocument(_ fleet: NewFleet, _ tiers: [StarterTier]) -> String {
  let schema = schemaLink(from: "\(fleet.path)/catalog.yaml", to: schemaPath("catalog"))
  let smallest = tiers[0]
  let rows = tiers.map { tier in
    """
      \(plainOrQuoted(tier.name)):
        memory: \(Mebibytes(tier.memory))
        cpu: \(tier.cpu)%
        disk: \(Mebibytes(tier.disk))
        databases: \(tier.databases)
        backups: \(tier.backups)
        guilds: \(tier.guilds)
    """
  }
  return """
    # yaml-language-server: $schema=\(schema)
    # What can be bought. Sizes are MiB and GiB, as the panel counts; 100% is one core. These are examples: write what you sell.
    tiers:
    \(rows.joined(separator: "\n\n"))

    addons:
      private-instance:
        memory: +\(Mebibytes(smallest.memory))
        cpu: +\(smallest.cpu)%
        disk: +\(Mebibytes(smallest.disk))

    """
}

/// The order that a new fleet begins with: nobody has accepted it, so that nothing is made for it.
func exampleOrder(_ fleet: NewFleet, _ tiers: [StarterTier]) -> ScaffoldFile? {
  guard let id = OrderID(OrderSample.order) else { return nil }
  let order = NewOrder(
    id: id, quote: .pending, payment: .pending, tier: TierName(tiers[0].name), guilds: [OrderSample.guild],
    comments: [
      "An example. Nothing is made for it, because nobody has accepted the quote and nobody has paid: with",
      "`status: quote_accepted` and `payment: confirmed`, the plan creates a server. Delete the file when you have orders.",
    ])
  let path = "\(fleet.path)/orders/\(id).yaml"
  let bytes = writeNewOrder(order, schema: schemaLink(from: path, to: schemaPath("order")))
  return ScaffoldFile(path, String(decoding: bytes, as: UTF8.self))
}

/// Where a kind's schema lies in the repository.
func schemaPath(_ kind: String) -> String { "schemas/\(kind).schema.json" }

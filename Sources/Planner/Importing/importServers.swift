/// Decides which servers of a panel become which orders, so that an order says what its server is already and an apply changes nothing on it.
///
/// A pure function. Ids do not depend on which servers are asked for.
///
/// - Parameters:
///   - observation: what the panel has, with all its users.
///   - trusted: what is recorded on the branch that apply writes to, beside the fleet's own records.
///   - catalog: the catalog's bytes.
///   - listing: where documents are.
public func importServers(
  _ question: ImportQuestion, from observation: Observation, into fleet: Fleet, trusting trusted: TrustedResults,
  catalog: [UInt8], in listing: FleetListing
) -> FleetImport {
  var importer = ServerImporter(question, observation, fleet, trusted, listing)
  importer.makeTiers()
  importer.importAll()
  return importer.finished(extending: catalog)
}

/// An import in the making.
private struct ServerImporter {
  private let question: ImportQuestion
  private let fleet: Fleet
  private let listing: FleetListing
  private var catalog: EffectiveCatalog
  private var search: PurchaseSearch
  private var owners: ImportOwners
  private let ids: ImportedIDs
  private let rows: [ServerID: ImportRow]
  private var diagnostics: [Diagnostic]
  private let eggs: [EggID: Egg]
  private let selection: ImportSelection
  private let takenIDs: TakenIDs
  private var drafts: [Draft] = []
  private var left: [LeftServer] = []
  /// Those that the catalog would get, if all of them were used.
  private var made: [NewTier] = []

  /// A server and the order that it is to become, before ids are compared.
  private struct Draft {
    let server: ObservedServer
    let candidate: ImportCandidate
    let source: ImportedOrder.IDSource
  }

  init(
    _ question: ImportQuestion, _ observation: Observation, _ fleet: Fleet, _ trusted: TrustedResults,
    _ listing: FleetListing
  ) {
    self.question = question
    self.fleet = fleet
    self.listing = listing
    eggs = observation.eggs
    catalog = fleet.effectiveCatalog
    search = PurchaseSearch(fleet.catalog)
    let names = ServerNames(observation.servers)
    var problems = question.map.diagnostics + question.unknownNames(in: fleet)
    problems += question.unknownNumbers(on: observation)
    let rows = question.map.assigned(among: names, &problems)
    let wanted = serversAskedFor(question.servers, among: names, &problems)
    selection = ImportSelection(of: observation.servers, in: fleet, trusted, question, wanted)
    problems += question.unsoldEggs(of: selection.unsold, named: wanted)
    let ids = ImportedIDs(question.idPattern, rows)
    takenIDs = TakenIDs(observation.servers, fleet, trusted, newcomers: selection.newcomers, ids)
    var owners = ImportOwners(observation.users ?? [], of: fleet)
    for server in selection.newcomers {
      if let customer = rows[server.id]?.customer?.value { owners.note(customer, ownerOf: server) }
    }
    (self.rows, self.ids, self.owners, diagnostics) = (rows, ids, owners, problems)
  }

  /// Makes tiers for the limits that nothing gives, where that is asked, and nothing else keeps their servers from being imported.
  mutating func makeTiers() {
    guard case .made = question.newTiers else { return }
    let unfit = selection.wanted.filter { server in
      let limits = server.spec.build
      // New tiers have the fleet's own egg.
      return server.spec.startup.egg == fleet.settings.server.egg.id && limits.unsellable.isEmpty
        && search.purchases(giving: limits).isEmpty && !isObstructed(server)
    }
    made = newTiers(for: unfit, under: fleet.settings, besides: Set(catalog.declared.tiers.keys))
    guard !made.isEmpty else { return }
    catalog = EffectiveCatalog(in: catalog.declared.adding(made), under: fleet.settings)
    search = PurchaseSearch(catalog.declared)
  }

  /// Whether a server's owner or id keeps it from being imported, whatever is sold.
  private func isObstructed(_ server: ObservedServer) -> Bool {
    do throws(ImportObstacle) {
      let known = try ids.known(of: server)
      _ = try owners.customer(of: server, mapped: rows[server.id]?.customer?.value)
      return known.map { takenIDs.isTaken($0.id, for: server, from: $0.source) } ?? false
    } catch {
      return true
    }
  }

  /// The tiers that orders use, for a catalog that nobody has changed yet.
  private func addition(for orders: [ImportedOrder], extending bytes: [UInt8]) -> FleetImport.CatalogAddition? {
    let servers = Dictionary(orders.map { ($0.sold.tier, 1) }, uniquingKeysWith: +)
    let used = made.compactMap { tier in
      servers[tier.name].map { NewTier(name: tier.name, tier: tier.tier, servers: $0, line: tier.line) }
    }
    guard !used.isEmpty else { return nil }
    let after = addTiers(used, to: bytes, of: fleet.catalog, in: listing)
    return .init(tiers: used, path: listing.path("catalog.yaml"), before: bytes, after: after)
  }

  mutating func importAll() {
    for server in selection.wanted {
      do throws(ImportObstacle) {
        drafts.append(try draft(of: server))
      } catch {
        leave(server, error.reason)
      }
    }
  }

  private mutating func draft(of server: ObservedServer) throws(ImportObstacle) -> Draft {
    let known = try ids.known(of: server)
    let customer = try owners.customer(of: server, mapped: rows[server.id]?.customer?.value)
    let purchases = search.purchases(giving: server.spec.build)
    let chosen = try fleet.choosePurchase(
      for: server, among: purchases, in: catalog, id: known?.id, customer: customer, preferring: question.preferred)
    guard let chosen else { throw ImportObstacle(lack(of: server, purchases)) }
    let egg = eggs[server.spec.startup.egg]
    for problem in fleet.undeclarable(chosen, in: catalog, egg: egg) where !diagnostics.contains(problem) {
      diagnostics.append(problem)
    }
    return Draft(
      server: server, candidate: chosen.leaving { egg?.lacks($0) ?? false },
      source: known?.source ?? (chosen.isIDRead ? .variable : .number))
  }

  /// What a server lacks that no purchase fits.
  private func lack(of server: ObservedServer, _ purchases: [Change.Sold]) -> LeftServer.Reason {
    let unsellable = server.spec.build.unsellable
    guard unsellable.isEmpty else { return .unsellable(unsellable) }
    guard let sold = purchases.first else { return .fitsNoTier(nearest: search.nearest(to: server.spec.build)) }
    // The limits are sold, but with another egg.
    let egg = fleet.egg(of: sold, in: catalog).description
    let gap = LeftServer.Gap(field: .egg, server: server.spec.startup.egg.description, sold: egg)
    return .fitsNoTier(nearest: .init(sold: sold, differences: [gap]))
  }

  private mutating func leave(_ server: ObservedServer, _ reason: LeftServer.Reason) {
    left.append(LeftServer(server: server.id, identifier: server.identifier, node: server.node, reason: reason))
  }

  mutating func finished(extending bytes: [UInt8]) -> FleetImport {
    let read = Dictionary(grouping: drafts.filter { $0.source == .variable }, by: \.candidate.order.id)
    var orders: [ImportedOrder] = []
    for draft in drafts {
      let id = draft.candidate.order.id
      if takenIDs.isTaken(id, for: draft.server, from: draft.source) || read[id]?.count ?? 0 > 1 {
        leave(draft.server, .idTaken(id))
      } else if let order = written(draft) {
        orders.append(order)
      } else {
        leave(draft.server, .unwritable(id))
      }
    }
    return FleetImport(
      fleet: fleet.settings.name, panel: fleet.settings.panel?.url ?? "", orders: orders.sorted { $0.id < $1.id },
      left: left.sorted { $0.server < $1.server }, tiers: addition(for: orders, extending: bytes),
      counts: selection.counts, diagnostics: diagnostics, nameHint: nameHint(orders))
  }

  /// The document of an order, where it is read back as it is meant.
  private func written(_ draft: Draft) -> ImportedOrder? {
    let (server, candidate) = (draft.server, draft.candidate)
    let id = candidate.order.id
    let path = listing.path("orders/\(id).yaml")
    let uuid = draft.source == .externalID ? nil : server.uuid
    let bytes = writeNewOrder(
      NewOrder(candidate, uuid: uuid, enforcing: question.enforced),
      schema: schemaLink(from: path, to: listing.schemaPath))
    guard
      let read = readOrder(FleetFile(path: path, content: .bytes(bytes)), in: listing, catalog: catalog.declared).value,
      read.id == id, read.customer?.value == candidate.order.customer?.value,
      case .bearable = weighTexts(of: read, in: catalog),
      fleet.fields(of: server, madeAnotherBy: read, in: catalog)
        .allSatisfy({ isEnforced($0) || eggs[server.spec.startup.egg]?.lacks($0) ?? false })
    else { return nil }
    return ImportedOrder(
      id: id, idSource: draft.source, server: server.id, uuid: server.uuid, node: server.node, status: server.status,
      isSuspended: server.spec.isSuspended, sold: candidate.sold, customer: candidate.order.customer?.value,
      kept: candidate.kept.filter { !isEnforced($0) }, path: path, bytes: bytes)
  }

  private func isEnforced(_ field: Field) -> Bool {
    if case .variable(let name) = field { question.enforced.contains(name) } else { false }
  }

  private func nameHint(_ orders: [ImportedOrder]) -> FleetImport.NameHint? {
    let template = fleet.settings.server.name.initial
    guard question.idPattern == nil, let pattern = IDPattern(template) else { return nil }
    let numbered = Set(orders.lazy.filter { $0.idSource == .number }.map(\.server))
    let count = selection.wanted.count { numbered.contains($0.id) && pattern.order(in: $0.spec.details.name) != nil }
    return count == 0 ? nil : .init(servers: count, pattern: template.written)
  }
}

extension FleetListing {
  /// Where `schemas/`, which is next to the fleet, has that of orders.
  fileprivate var schemaPath: String {
    let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
    return (parent.isEmpty ? "" : parent + "/") + "schemas/order.schema.json"
  }
}

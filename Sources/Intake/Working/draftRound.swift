import Applier
import Git
import Planner
import Store

extension OrderIntake {
  /// Decides about deliveries, one after the other, each on what those before it leave.
  func draft(_ due: [InboxDelivery], on branch: BranchView) async throws(RoundFailure) -> RoundDraft {
    var draft = RoundDraft()
    var grounds: [OrderID: OrderGround] = [:]
    let placement = try await placement(for: due, on: branch)
    for delivery in due {
      if let commit = history.commit(of: delivery.id) {
        draft.settle(delivery, .committed(commit: commit.description, word: nil, why: nil))
        continue
      }
      guard let order = OrderID(delivery.subject), let incoming = delivery.body.flatMap({ readKeptBody($0) }) else {
        draft.settle(delivery, .needsPerson(why: "what was kept of it cannot be read; have it sent again"))
        continue
      }
      if let sequence = incoming.sequence, let newest = history.left(of: order)?.sequence, sequence < newest {
        draft.settle(
          delivery, .discarded(why: "it is older than what is known: sequence \(sequence), after \(newest)"))
        continue
      }
      if grounds[order] == nil {
        switch try await inGit({ () throws(GitError) in try await ground(of: order, on: branch) }) {
        case .ground(let found): grounds[order] = found
        case .unusable(let why):
          draft.settle(delivery, .needsPerson(why: why))
          continue
        }
      }
      guard let ground = grounds[order] else { continue }
      let path = place(of: incoming, on: branch, placement)
      let schema = schemaLink(from: path, to: schemaPath)
      switch decide(incoming, on: ground, settings.commit, placing: path, schema: schema) {
      case .nothing:
        draft.dropReview(of: order, for: delivery.id)
        draft.settle(delivery, .nothingToDo)
      case .impossible(let why): draft.settle(delivery, .needsPerson(why: why))
      case .commit(let edit, let verb):
        if let why = newFault(in: edit, on: branch) {
          draft.settle(delivery, .needsPerson(why: why))
          continue
        }
        draft.dropReview(of: order, for: delivery.id)
        draft.direct.append(
          DraftedEdit(delivery: delivery, edit: edit, verb: verb, sequence: incoming.sequence, reason: nil))
        grounds[order] = OrderGround(
          document: (edit.path, edit.after),
          steps: [OrderStep(before: edit.before, after: edit.after)] + ground.steps)
      case .review(let edit, let verb, let reason):
        if let why = newFault(in: edit, on: branch) {
          draft.settle(delivery, .needsPerson(why: why))
          continue
        }
        draft.dropReview(of: order, for: delivery.id)
        draft.reviews[order] = DraftedEdit(
          delivery: delivery, edit: edit, verb: verb, sequence: incoming.sequence, reason: reason)
      }
    }
    return draft
  }

  /// What would be wrong with a document and was not before; nil for nothing.
  private func newFault(in edit: OrderDocumentEdit, on branch: BranchView) -> String? {
    let found = branch.problems(of: edit.after, at: edit.path)
    guard found.hasErrors else { return nil }
    let older = edit.before.map { branch.problems(of: $0, at: edit.path) } ?? []
    let new = found.filter { problem in
      problem.severity == .error && !older.contains { $0.code == problem.code && $0.message == problem.message }
    }
    return new.isEmpty ? nil : faultWords(new)
  }

  /// Where the fleet's orders lie; nil where no new one is to be placed beside them.
  private func placement(for due: [InboxDelivery], on branch: BranchView) async throws(RoundFailure) -> OrderPlacement?
  {
    let isNew = due.contains { delivery in
      OrderID(delivery.subject).map { branch.hasNoDocument(of: $0) } ?? false
    }
    guard isNew else { return nil }
    if let neighbours, neighbours.folder == branch.orders { return neighbours.placement }
    let reading: FleetReading
    do throws(ApplyFailure) {
      reading = try await workspace.readFleet(from: .revision(branch.tip.description))
    } catch {
      throw .hindered(.fleet(error.description))
    }
    let placement = OrderPlacement(beside: reading.fleet?.orders ?? [], in: branch.fleetPath)
    neighbours = (branch.orders, placement)
    return placement
  }

  /// Where an order's document is to stand, should there be none.
  private func place(of incoming: IncomingOrder, on branch: BranchView, _ placement: OrderPlacement?) -> String {
    guard let placement, branch.hasNoDocument(of: incoming.order), let new = incoming.newOrder else {
      return "\(branch.fleetPath)/orders/\(incoming.order).yaml"
    }
    return placement.path(of: new, asOf: now().day)
  }

  private var schemaPath: String {
    workspace.fleetPath.split(separator: "/").dropLast().map { "\($0)/" }.joined() + "schemas/order.schema.json"
  }
}

/// What is wrong with an order, in one sentence.
func faultWords(_ problems: [Diagnostic]) -> String {
  "the fleet cannot have such an order: \(problemWords(problems))"
}

/// The first problems, one after the other.
func problemWords(_ problems: [Diagnostic]) -> String {
  let shown = problems.prefix(3).map { problem in
    "\(problem.message)\(problem.hint.map { "; \($0)" } ?? "")"
  }
  let more = problems.count > 3 ? ", and \(problems.count - 3) more" : ""
  return shown.joined(separator: "; ") + more
}

extension PlanDraft {
  /// Another server under a recorded external id means another panel, and then nothing at all is applied. Where more of the recorded
  /// servers are on this panel than not, it is this one, and what is wrong is the record: that holds back its own order.
  ///
  /// Every record counts, also that of an order which was removed or cannot be read.
  mutating func refuseStrangers(among servers: ServerIndex) {
    var strangers: [Stranger] = []
    // What was not looked at is taken to be here, for the sample is.
    var familiar = fleet.rest?.recorded ?? 0
    for (order, result) in fleet.results {
      guard let recorded = result.livingServer else { continue }
      let server = servers[order]
      if server?.packedUUID == recorded.packedUUID {
        familiar += 1
        continue
      }
      let isHere = isFamiliar(servers[uuid: recorded.packedUUID])
      if isHere { familiar += 1 }
      guard let server else { continue }
      strangers.append(Stranger(order: order, recorded: recorded.uuid, observed: server.uuid, isHere: isHere))
    }
    identityMismatch = Set(strangers.map(\.order))
    let isAnotherPanel = strangers.count { !$0.isHere } > familiar
    for stranger in strangers.sorted(by: { $0.order < $1.order }) {
      if isAnotherPanel {
        refusals.append(stranger.refusal)
      } else {
        diagnostics.append(stranger.diagnostic(in: fleet.folder))
        faulty.insert(stranger.order)
      }
    }
  }

  /// Whether a server is one of those that are recorded, by its external id: other panels have servers of all kinds.
  private func isFamiliar(_ server: ObservedServer?) -> Bool {
    guard let order = server?.order else { return false }
    return fleet.results[order]?.livingServer != nil
  }
}

/// Another server than the recorded one.
private struct Stranger {
  let order: OrderID
  let recorded: String
  let observed: String
  /// Whether the panel has the recorded one all the same, under the id of another order of this fleet.
  let isHere: Bool

  var refusal: Refusal { .anotherPanel(order: order, recordedUUID: recorded, observedUUID: observed) }

  func diagnostic(in folder: String) -> Diagnostic {
    Diagnostic(
      .error, code: "another-server",
      "\(order) is recorded as server \(escapedForDisplay(recorded, upTo: 60)), and the panel has \(observed) under its id",
      hint: "if somebody edited the record, revert the edit; if the server is lost for good, delete the file",
      path: folder + resultPath(of: order))
  }
}

extension Fleet {
  /// Where its documents are in the repository, with a slash at the end; empty where nobody knows.
  fileprivate var folder: String {
    let path = settings.server.image.place.path
    return path.hasSuffix("/fleet.yaml") ? String(path.dropLast("fleet.yaml".count)) : ""
  }
}

extension ObservedServer {
  /// The server as it is read where these variables are asked for, made of one that was read for fewer, with all others kept unseen.
  ///
  /// - Parameter variables: all that are asked for, those that were asked for at first among them.
  public func showing(_ variables: Set<String>) -> ObservedServer {
    // Whoever asks for no variable at all is not handed customers' values either.
    if variables.isEmpty { return unseen == .none ? self : with(spec.startup.environment, unseen: .none) }
    var (seen, unseen) = (spec.startup.environment, unseen.values)
    var isMore = false
    for name in variables {
      guard let value = unseen[name] else { continue }
      (seen[name], unseen[name]) = (value, nil)
      isMore = true
    }
    return isMore ? with(seen, unseen: UnseenValues(unseen)) : self
  }

  private func with(_ environment: [String: String], unseen: UnseenValues) -> ObservedServer {
    var spec = spec
    spec.startup.environment = environment
    return ObservedServer(
      id: id, uuid: uuid, identifier: identifier, externalID: externalID, status: status, node: node,
      allocation: allocation, address: address, createdAt: createdAt, updatedAt: updatedAt, spec: spec, unseen: unseen)
  }
}

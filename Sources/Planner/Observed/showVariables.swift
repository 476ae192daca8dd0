extension ObservedServer {
  /// The server as it is read where these variables are asked for, made of one that was read for fewer, with all others kept unseen.
  ///
  /// - Parameter variables: all that are asked for, those that were asked for at first among them.
  public func showing(_ variables: Set<String>) -> ObservedServer {
    // Whoever asks for no variable at all is not handed customers' values either.
    if variables.isEmpty { return unseen == .none ? self : having(environment, unseen: .none) }
    var (seen, unseen) = (environment, unseen.values)
    var isMore = false
    for name in variables {
      guard let value = unseen[name] else { continue }
      (seen[name], unseen[name]) = (value, nil)
      isMore = true
    }
    return isMore ? having(seen, unseen: UnseenValues(unseen)) : self
  }
}

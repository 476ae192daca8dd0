/// How many stages are set at once: some forty panels on a few cores would be too slow for each other's time limits.
public let places = Places(4)

/// Places that are taken, waited for and given back.
public actor Places {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  /// Gives its place back when nobody holds it any more.
  public final class Place: Sendable {
    private let places: Places

    fileprivate init(of places: Places) { self.places = places }

    deinit { Task { [places] in await places.giveBack() } }
  }

  /// Waits for a place.
  public func take() async -> Place {
    if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    return Place(of: self)
  }

  private func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

import ServiceLifecycle

/// A loop that runs as a service: its end is nobody else's.
struct Looping: Service {
  let body: @Sendable () async -> Void
  /// Ends it in order; nil cancels it.
  var stop: (@Sendable () async -> Void)?

  func run() async {
    let work: @Sendable () async -> Void = { await withTaskExecutorPreference(WorkQueue(), operation: body) }
    guard let stop else { return await cancelWhenGracefulShutdown { await work() } }
    await withGracefulShutdownHandler {
      await work()
    } onGracefulShutdown: {
      Task { await stop() }
    }
  }
}

/// The listener, whose failure ends the server: without it nothing can be accepted.
struct Listening: Service {
  let application: any Service
  let address: String

  func run() async throws {
    do { try await application.run() } catch is CancellationError { return } catch {
      throw ServerFailure.listener(address: address, why: "\(error)")
    }
  }
}

/// A part that is begun again after it failed, with growing pauses.
struct Retrying: Service {
  let body: @Sendable () async throws -> Void
  let failed: @Sendable (String) async -> Void
  let sleep: @Sendable (Duration) async -> Void

  func run() async {
    var failures = 0
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do { return try await body() } catch {
        failures += 1
        await failed("\(error)")
        let pause = Duration.seconds(min(300, 2 << min(failures, 8)))
        await cancelWhenGracefulShutdown { await sleep(pause) }
      }
    }
  }
}

extension ServiceGroupConfiguration.ServiceConfiguration {
  /// A part whose end, however it comes, ends no other.
  static func independent(_ service: any Service) -> Self {
    .init(service: service, successTerminationBehavior: .ignore, failureTerminationBehavior: .ignore)
  }
}

import CI
import FoundationEssentials
import HTTP
import Release

extension SharedOptions {
  /// How a forge is reached.
  func forgeAccess(for invocation: Invocation) -> ForgeAccess {
    ForgeAccess(
      userAgent: "botfleet/\(ProgramVersion.number)",
      authoritiesFile: invocation.environment["CURL_CA_BUNDLE"] ?? invocation.environment["SSL_CERT_FILE"],
      time: Timekeeper(ContinuousClock(), speed: clockSpeed) { Double.random(in: 0..<1) },
      now: { Int(Date().timeIntervalSince1970) }, log: console(of: invocation).logger)
  }
}

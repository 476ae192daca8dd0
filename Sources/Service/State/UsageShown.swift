import Health

/// What a bot takes, as JSON: on every face that shows it.
struct UsageShown: Encodable {
  let cpuPercent: Double
  let memoryBytes: Int
  let diskBytes: Int
  let receivedBytes: Int
  let sentBytes: Int
  let uptimeSeconds: Int

  init(_ use: BotUse) {
    (cpuPercent, memoryBytes, diskBytes) = (use.cpuPercent, use.memoryBytes, use.diskBytes)
    (receivedBytes, sentBytes, uptimeSeconds) = (use.receivedBytes, use.sentBytes, use.uptimeSeconds)
  }
}

import ArgumentParser
import Service

/// `botfleet-server health`
struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Look at every bot once, and show what is seen.",
    discussion: """
      Asks the panel with PTERODACTYL_CLIENT_KEY, within its limit, and starts nothing. It may run beside a server. The exit status is 2 where a bot \
      that is declared running keeps down, or a node does not answer.

      Example:
        botfleet-server health
        botfleet-server health --out /var/lib/node_exporter/botfleet.prom
      """)

  @OptionGroup var options: ServerOptions

  @Option(help: "What is written to standard output.")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Write metrics into this file, at once, and nothing to standard output.", valueName: "file"))
  var out: String?

  @Option(
    help: "Whether each server has metrics of its own: servers, nodes (none), or auto (up to a thousand servers).")
  var detail = Detail.auto

  enum Detail: String, ExpressibleByArgument, CaseIterable { case servers, nodes, auto }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, prom }

  func run() async throws {
    let ending: Int32
    let shown = MetricsDetail(rawValue: detail.rawValue) ?? .automatic
    do {
      let seen = try await options.program().health()
      if let out {
        try writeMetricsFile(seen.metrics(shown), to: out)
      } else {
        switch format {
        case .text: writeAnswer(seen.text)
        case .json: writeAnswer(seen.json)
        case .prom: writeAnswer(seen.metrics(shown))
        }
      }
      if let hindrance = seen.hindrance { writeNotice("warning: \(hindrance)\n") }
      ending = seen.isBlind ? 1 : seen.needsPerson ? 2 : 0
    } catch let exit as ExitCode {
      throw exit
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
    if ending != 0 { throw ExitCode(ending) }
  }
}

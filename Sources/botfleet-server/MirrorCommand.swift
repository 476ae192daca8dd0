import ArgumentParser
import Service

/// `botfleet-server mirror`
struct MirrorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mirror", abstract: "Bring the tables that mirror git up to date once, and end.",
    discussion: """
      Works beside a server that mirrors as well: whoever is faster, the newer commit wins.

      Example:
        botfleet-server mirror --config /etc/botfleet/server.yaml
        botfleet-server mirror --follow --every 5
        botfleet-server mirror --erase ord-1042
      """)

  @OptionGroup var options: ServerOptions

  @Flag(help: "Go on until SIGTERM.")
  var follow = false

  @Option(
    help: ArgumentHelp("With --follow: look at the branch every so many seconds. (default: 15)", valueName: "seconds"))
  var every: Int?

  @Flag(help: "Make all rows anew from git.")
  var rebuild = false

  @Option(help: ArgumentHelp("Take the rows of an order away for good.", valueName: "order"))
  var erase: String?

  func validate() throws {
    guard [follow, rebuild, erase != nil].count(where: \.self) <= 1 else {
      throw ValidationError("--follow, --rebuild and --erase go one at a time")
    }
    guard every == nil || follow else { throw ValidationError("--every is for --follow") }
    guard (1...3600).contains(every ?? 15) else { throw ValidationError("--every takes 1 to 3600 seconds") }
    guard erase.map({ MirrorWish(erasing: $0) != nil }) ?? true else { throw ValidationError("that is no order's id") }
  }

  func run() async throws {
    let program = try options.program()
    do {
      if follow { return try await program.followMirror(every: every ?? 15) }
      let wish = erase.flatMap { MirrorWish(erasing: $0) } ?? (rebuild ? .rebuild : .catchUp)
      writeAnswer("\(try await program.mirrorOnce(wish))\n")
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}

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
        botfleet-server mirror --erase ord-1042
      """)

  @OptionGroup var options: ServerOptions

  @Flag(help: "Go on until SIGTERM.")
  var follow = false

  @Flag(help: "Make all rows anew from git.")
  var rebuild = false

  @Option(help: ArgumentHelp("Take the rows of an order away for good.", valueName: "order"))
  var erase: String?

  func validate() throws {
    guard [follow, rebuild, erase != nil].count(where: \.self) <= 1 else {
      throw ValidationError("--follow, --rebuild and --erase go one at a time")
    }
    guard erase.map({ MirrorWish(erasing: $0) != nil }) ?? true else { throw ValidationError("that is no order's id") }
  }

  func run() async throws {
    let program = try options.program()
    do {
      if follow { return try await program.followMirror() }
      let wish = erase.flatMap { MirrorWish(erasing: $0) } ?? (rebuild ? .rebuild : .catchUp)
      writeAnswer("\(try await program.mirrorOnce(wish))\n")
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}

import ArgumentParser
import Service

/// `botfleet-server link`
struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Print a link that signs somebody in.",
    discussion: """
      Whoever has the link is that customer, or an administrator, until it is over. The page that it leads to asks for a press of a button; \
      the session that begins then ends with the link, and after twelve hours at the latest.

      Example:
        botfleet-server link --customer cus-8f3a --for 1h
        botfleet-server link --admin "Ada" --email ada@example.com --for 8h
      """)

  @OptionGroup var options: ServerOptions

  @Option(help: ArgumentHelp("The customer, by the id that orders have.", valueName: "id"))
  var customer: String?

  @Option(help: ArgumentHelp("An administrator, by the name that commits are to bear.", valueName: "name"))
  var admin: String?

  @Option(help: ArgumentHelp("With --admin: the address that commits are to bear.", valueName: "address"))
  var email: String?

  @Option(name: .customLong("for"), help: ArgumentHelp("How long it holds: 30m, 8h, 7d at most.", valueName: "time"))
  var time = "1h"

  func validate() throws {
    guard (customer == nil) != (admin == nil) else { throw ValidationError("name one: --customer or --admin") }
    guard email == nil || admin != nil else { throw ValidationError("--email goes with --admin") }
    guard seconds != nil else { throw ValidationError("--for \(time) is not 1m to 7d; write 30m, 8h or 2d") }
  }

  func run() throws {
    let owner: LinkOwner = customer.map { .customer($0) } ?? .admin(name: admin ?? "", email: email)
    do {
      writeAnswer("\(try options.program().link(for: owner, seconds: seconds ?? 3600))\n")
    } catch let exit as ExitCode {
      throw exit
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }

  private var seconds: Int? {
    guard let unit = time.last, let number = Int(time.dropLast()), (1...10_080).contains(number),
      let factor = ["m": 60, "h": 3600, "d": 86_400][unit], number * factor <= 7 * 86_400
    else { return nil }
    return number * factor
  }
}

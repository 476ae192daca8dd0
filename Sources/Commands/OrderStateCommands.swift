import ArgumentParser
import Planner

/// `botfleet order suspend`
struct OrderSuspendCommand: OrderActionVerb {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Have the servers of orders suspended: state: suspended.",
    usage: "botfleet order suspend [<options>] <id> ...",
    discussion: """
      Example:
        botfleet order suspend ord-1042
        botfleet order suspend ord-1042 --push --message "Abuse report 12"
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions
  @OptionGroup var orders: OrderArguments

  var action: OrderAction { .suspend }
}

/// `botfleet order resume`
struct OrderResumeCommand: OrderActionVerb {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Let the servers of suspended orders run again: state: active.",
    usage: "botfleet order resume [<options>] <id> ...",
    discussion: """
      If something else keeps a server suspended (its payment, its last day), this says so.

      Example:
        botfleet order resume ord-1042 --commit
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions
  @OptionGroup var orders: OrderArguments

  var action: OrderAction { .resume }
}

/// `botfleet order terminate`
struct OrderTerminateCommand: OrderActionVerb {
  static let configuration = CommandConfiguration(
    commandName: "terminate",
    abstract: "End orders: state: terminated.",
    usage: "botfleet order terminate [<options>] <id> ...",
    discussion: """
      The next apply suspends the server. An apply after policy.terminateAfter deletes it with all its files, databases and backups. \
      Until then, order reprieve keeps it. An order with protect: true is refused.

      Example:
        botfleet order terminate ord-1042 --dry-run
        botfleet order terminate ord-1042 --branch end-ord-1042 --push
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions
  @OptionGroup var orders: OrderArguments

  var action: OrderAction { .terminate }
}

/// `botfleet order reprieve`
struct OrderReprieveCommand: OrderActionVerb {
  static let configuration = CommandConfiguration(
    commandName: "reprieve",
    abstract: "Keep the servers of terminated orders, or give orders a later last day.",
    discussion: """
      With --until, the order is active until that day, and suspended after it; nothing is deleted because a day has passed. Without, a \
      terminated order becomes a suspended one: its server is kept, and does not run.

      Example:
        botfleet order reprieve ord-1042
        botfleet order reprieve ord-1042 --until 2027-01-31 --push
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions

  @Option(
    help: ArgumentHelp("The last day on which the servers run, in UTC.", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var until: Day?

  @OptionGroup var orders: OrderArguments

  func validate() throws {
    if let until, until < .today { throw ValidationError("--until \(until) has passed; name a day to come") }
  }

  var action: OrderAction { .reprieve(until: until) }
}

/// A verb that does one thing to some orders.
protocol OrderActionVerb: Verb {
  var shared: SharedOptions { get }
  var options: EditOptions { get }
  var orders: OrderArguments { get }
  var action: OrderAction { get }
}

extension OrderActionVerb {
  func run(in invocation: Invocation) async throws -> ExitStatus {
    try await edit(.action(action, on: orders.orders), options, shared, in: invocation)
  }
}

/// The orders that are meant.
struct OrderArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The ids of the orders.", valueName: "id"), transform: OrderID.argument)
  var orders: [OrderID]
}

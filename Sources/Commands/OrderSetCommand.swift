import ArgumentParser
import Planner

/// `botfleet order set`
struct OrderSetCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set keys of orders.",
    discussion: """
      KEY=VALUE sets a key; of a list (addons, guilds, features, ignore) the items are separated by commas, and KEY= empties it. KEY+=ITEM \
      and KEY-=ITEM add and remove items. environment.NAME=VALUE sets a variable, customer.email=VALUE a part of the customer.

      Example:
        botfleet order set ord-1042 payment=confirmed
        botfleet order set ord-1042 tier=business addons+=private-instance
        botfleet order set ord-1042 guilds-=112233445566778899 --unset note
        botfleet order set ord-1042 environment.LOG_LEVEL=debug --commit
        botfleet order set ord-1 ord-2 payment=overdue --push
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions

  @Option(
    name: .customLong("unset"),
    help: ArgumentHelp("Remove a key, or a variable (environment.NAME). (repeatable)", valueName: "key"))
  var unset: [String] = []

  @Argument(help: ArgumentHelp("The ids of the orders, then the edits.", valueName: "id|key=value"))
  var words: [String]

  func validate() throws { _ = try read() }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let (orders, edits) = try read()
    return try await edit(.edits(edits, to: orders), options, shared, in: invocation)
  }

  private func read() throws -> (orders: [OrderID], edits: [OrderEdit]) {
    let orders = try words.prefix { !$0.contains("=") }.map(OrderID.argument)
    guard !orders.isEmpty else {
      throw ValidationError("name an order before the edits: botfleet order set ord-1042 tier=pro")
    }
    do throws(OrderEditFailure) {
      var edits: [OrderEdit] = []
      for word in words.dropFirst(orders.count) { edits.append(try OrderEdit(parsing: word)) }
      for word in unset { edits.append(try OrderEdit(unsetting: word)) }
      guard !edits.isEmpty else {
        throw OrderEditFailure("say what to set: tier=pro, addons+=private-instance, --unset note")
      }
      try requireAgreement(among: edits)
      return (orders, edits)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

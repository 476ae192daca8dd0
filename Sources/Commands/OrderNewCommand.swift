public import ArgumentParser
public import Planner

/// `botfleet order new`
struct OrderNewCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write the document of a new order.",
    discussion: """
      The file is placed where most of the others are. Unless you say otherwise, the quote is accepted and the payment is pending: \
      nothing is created before botfleet order set ID payment=confirmed.

      Example:
        botfleet order new ord-1042 --tier pro --customer cus-8f3a \\
          --guild 112233445566778899 --feature music
        botfleet order new ord-1043 --tier starter --customer cus-9 \\
          --customer-email jane@example.com --customer-name "Jane Doe" \\
          --payment confirmed --push
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: EditOptions

  @Argument(help: "The id of the order.", transform: OrderID.argument)
  var id: OrderID

  @Option(help: ArgumentHelp("What is bought: a tier of the catalog.", valueName: "tier"))
  var tier: String

  @Option(name: .customLong("addon"), help: ArgumentHelp("An add-on of the catalog. (repeatable)", valueName: "addon"))
  var addons: [String] = []

  @Option(
    help: ArgumentHelp(
      "The external id of the panel user who owns the server. (default: server.owner)", valueName: "id"))
  var customer: String?

  @Option(help: ArgumentHelp("With --customer-name: create that user if there is none.", valueName: "address"))
  var customerEmail: String?

  @Option(help: ArgumentHelp("The user's name.", valueName: "name"))
  var customerName: String?

  @Option(help: "The state of the quote.")
  var status = Order.Quote.accepted

  @Option(help: "Whether the order is paid.")
  var payment = Order.Payment.pending

  @Option(name: .customLong("guild"), help: ArgumentHelp("A Discord guild's id. (repeatable)", valueName: "id"))
  var guilds: [String] = []

  @Option(name: .customLong("feature"), help: ArgumentHelp("A feature of the bot. (repeatable)", valueName: "word"))
  var features: [String] = []

  @Option(help: "What the order says about its server.")
  var state = Order.State.active

  @Option(help: ArgumentHelp("The first day, in UTC.", valueName: "yyyy-mm-dd"), transform: Day.argument)
  var from: Day?

  @Option(help: ArgumentHelp("The last day, in UTC.", valueName: "yyyy-mm-dd"), transform: Day.argument)
  var until: Day?

  @Option(
    name: .customLong("env"), help: ArgumentHelp("A variable of the egg. (repeatable)", valueName: "name=value"))
  var environment: [String] = []

  @Option(help: ArgumentHelp("A note for people.", valueName: "text"))
  var note: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Any other key of an order: name=Support, node=2, protect=true. (repeatable)", valueName: "key=value"))
  var more: [String] = []

  @Option(
    help: ArgumentHelp(
      "The folder of the file, such as orders/2026. (default: where the others are)", valueName: "path"))
  var folder: String?

  func validate() throws {
    guard (customerEmail == nil) == (customerName == nil), customerEmail == nil || customer != nil else {
      throw ValidationError("a panel user is created from --customer, --customer-email and --customer-name together")
    }
    _ = try edits()
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    var order = NewOrder(
      id: id, quote: status, payment: payment, tier: TierName(tier), state: state, from: from, until: until)
    order.addons = addons.map { AddonName($0) }
    order.guilds = guilds
    order.features = features
    order.note = note
    if let customer {
      let contact = customerEmail.flatMap { email in customerName.map { Customer.Contact(email: email, name: $0) } }
      order.customer = .init(id: customer, contact: contact)
    }
    return try await edit(.new(order, with: try edits(), folder: folder), options, shared, in: invocation)
  }

  /// The keys that have no option of their own.
  private func edits() throws -> [OrderEdit] {
    do throws(OrderEditFailure) {
      var edits: [OrderEdit] = []
      for word in environment {
        guard word.contains("="), !word.hasPrefix("=") else { throw OrderEditFailure("write --env NAME=value") }
        edits.append(try OrderEdit(parsing: "environment." + word))
      }
      for word in more { edits.append(try OrderEdit(parsing: word)) }
      try requireAgreement(among: edits)
      return edits
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

extension Order.Quote: ExpressibleByArgument {}
extension Order.Payment: ExpressibleByArgument {}
extension Order.State: ExpressibleByArgument {}

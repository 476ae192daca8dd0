import ArgumentParser

@main struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "botfleet-server")

  func run() async {}
}

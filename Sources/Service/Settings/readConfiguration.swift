public import Planner
internal import YAML

/// What reading the machine's file came to.
public enum ReadConfiguration: Sendable {
  case sound(ServerConfiguration)
  /// Everything that is wrong with it, in the order in which it stands there. Lines of the file are never quoted.
  case faulty([Diagnostic])
}

/// Reads the machine's own file.
///
/// - Parameter path: what its problems are told with.
public func readConfiguration(_ bytes: [UInt8], at path: String) -> ReadConfiguration {
  do throws(UnreadableDocument) {
    var reader = try openDocument(bytes, at: path, limit: 64 << 10)
    let configuration = readConfiguration(with: &reader)
    switch reader.reading(configuration) {
    case .sound(let configuration): return .sound(configuration)
    case .faulty(let problems, _): return .faulty(problems.map(\.unquoted))
    }
  } catch {
    return .faulty(error.diagnostics.map(\.unquoted))
  }
}

extension Diagnostic {
  /// The same without the line that it stands in: that may hold a secret, wherever it does not belong.
  fileprivate var unquoted: Diagnostic {
    guard let place else { return self }
    return Diagnostic(severity, code: code, message, hint: hint, at: place)
  }
}

private enum ServerKey: String, DocumentKey {
  case listen, metrics, publicURL, proxies, repository, state, shop, forge, mirror, channels, signIn, admins, limits
}
private enum RepositoryKey: String, DocumentKey { case remote, branch, fleet }
private enum ChannelsKey: String, DocumentKey { case staff, customer }
private enum MirrorKey: String, DocumentKey { case urlFrom }
private enum AdminKey: String, DocumentKey { case tokenFrom }

private func readConfiguration(with reader: inout DocumentReader) -> ServerConfiguration? {
  guard let fields: Fields<ServerKey> = reader.fields(of: reader.root) else { return nil }
  let listen = reader.value(fields[.listen], parseListenAddress) ?? ListenAddress(host: "127.0.0.1", port: 8080)
  let metrics = reader.value(fields[.metrics], parseListenAddress)
  if let metrics, metrics == listen, let node = fields[.metrics] {
    reader.report("same-address", "metrics need an address of their own", hint: "give another port", at: node)
  }
  let proxies = reader.list(fields[.proxies]) { $0.value($1, parseIPAddress) } ?? []
  if proxies.isEmpty { refusePlainHTTP(listen, fields[.listen], with: &reader) }
  let repository = readRepository(reader.required(.repository, in: fields), with: &reader)
  let channels: Fields<ChannelsKey>? = fields[.channels].flatMap { reader.fields(of: $0) }
  let publicURL = reader.value(fields[.publicURL], parseWebAddress)
  let state = fields[.state] == nil ? "state" : reader.value(fields[.state], parsePath)
  let (shop, forge) = (readShop(fields[.shop], with: &reader), readForge(fields[.forge], with: &reader))
  let mirror = readMirror(fields[.mirror], with: &reader)
  let staff = readChannel(channels?[.staff], to: .staff, with: &reader)
  let customers = readChannel(channels?[.customer], to: .customer, with: &reader)
  let (signIn, admins) = (readSignIn(fields[.signIn], with: &reader), readAdmins(fields[.admins], with: &reader))
  let limits = readLimits(fields[.limits], with: &reader)
  guard let repository, let state else { return nil }
  return ServerConfiguration(
    listen: listen, metrics: metrics, publicURL: publicURL, proxies: proxies, repository: repository, state: state,
    shop: shop, forge: forge, mirror: mirror, staff: staff, customers: customers, signIn: signIn, admins: admins,
    limits: limits)
}

private func refusePlainHTTP(_ listen: ListenAddress, _ node: Node?, with reader: inout DocumentReader) {
  guard let node, !listen.isLoopback else { return }
  reader.report(
    "plain-http", "\(quoted(listen.description)) can be reached from elsewhere, and tokens would travel in clear",
    hint: "listen on 127.0.0.1, or name the addresses of your `proxies`, which have a certificate", at: node)
}

private func readRepository(_ node: Node?, with reader: inout DocumentReader) -> ServerConfiguration.FleetRemote? {
  guard let node, let fields: Fields<RepositoryKey> = reader.fields(of: node) else { return nil }
  let remote = reader.value(reader.required(.remote, in: fields), parseRemote)
  let branch = fields[.branch] == nil ? "main" : reader.value(fields[.branch], parseBranch)
  let fleet = fields[.fleet] == nil ? "fleet" : reader.value(fields[.fleet], parseFolder)
  guard let remote, let branch, let fleet else { return nil }
  return .init(remote: remote, branch: branch, fleet: fleet)
}

private func readMirror(_ node: Node?, with reader: inout DocumentReader) -> VariableName? {
  guard let node, let fields: Fields<MirrorKey> = reader.fields(of: node) else { return nil }
  return reader.value(reader.required(.urlFrom, in: fields), parseVariable)
}

/// `admins: { ada: { tokenFrom: ADA_TOKEN } }`
private func readAdmins(_ node: Node?, with reader: inout DocumentReader) -> [ServerConfiguration.AdminToken] {
  let byName: [String: VariableName]? = reader.dictionary(node, name: parseLine) { reader, node in
    guard let fields: Fields<AdminKey> = reader.fields(of: node) else { return nil }
    return reader.value(reader.required(.tokenFrom, in: fields), parseVariable)
  }
  return (byName ?? [:]).map { .init(name: $0.key, token: $0.value) }.sorted { $0.name < $1.name }
}

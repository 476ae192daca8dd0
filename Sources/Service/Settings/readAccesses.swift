internal import Planner
internal import YAML

private enum ShopKey: String, DocumentKey { case hook, call, database }
private enum SecretKey: String, DocumentKey { case secretFrom }
private enum DatabaseKey: String, DocumentKey { case urlFrom }
private enum ForgeField: String, DocumentKey { case kind, url, repository, tokenFrom, hook }
private enum SignInKey: String, DocumentKey { case supabase, keyFrom, secretFrom, admins, linksFrom }
private enum ClaimKey: String, DocumentKey { case claim, value = "is" }

func readShop(_ node: Node?, with reader: inout DocumentReader) -> ServerConfiguration.ShopAccess {
  guard let node, let fields: Fields<ShopKey> = reader.fields(of: node) else {
    return .init(hooks: [], calls: [], database: nil)
  }
  var database: VariableName?
  if let node = fields[.database], let inner: Fields<DatabaseKey> = reader.fields(of: node) {
    database = reader.value(reader.required(.urlFrom, in: inner), parseVariable)
  }
  let calls = readSecrets(fields[.call], with: &reader)
  if !calls.isEmpty, database == nil, let node = fields[.call] {
    reader.report(
      "no-database", "a wake-up call is not believed: the row is read from the shop's database, and none is named",
      hint: "write `database: { urlFrom: NAME }`", at: node)
  }
  return .init(hooks: readSecrets(fields[.hook], with: &reader), calls: calls, database: database)
}

/// `{ secretFrom: NAME }`, or several while one is replaced: `{ secretFrom: [NEW, OLD] }`.
func readSecrets(_ node: Node?, with reader: inout DocumentReader) -> [VariableName] {
  guard let node, let fields: Fields<SecretKey> = reader.fields(of: node),
    let secrets = reader.required(.secretFrom, in: fields)
  else { return [] }
  return readVariables(secrets, with: &reader)
}

func readVariables(_ node: Node, with reader: inout DocumentReader) -> [VariableName] {
  // A scalar has nothing in it, and neither has an empty list, which is none.
  guard !reader.isMapping(node), !reader.isEmpty(node) else {
    return reader.value(node, parseVariable).map { [$0] } ?? []
  }
  return reader.list(node) { $0.value($1, parseVariable) } ?? []
}

func readForge(_ node: Node?, with reader: inout DocumentReader) -> ServerConfiguration.ForgeAddress? {
  guard let node, let fields: Fields<ForgeField> = reader.fields(of: node) else { return nil }
  let kind: ServerConfiguration.ForgeAddress.Kind? = reader.value(reader.required(.kind, in: fields), parseWord)
  let url =
    fields[.url] == nil && kind == .github
    ? "https://github.com" : reader.value(reader.required(.url, in: fields), parseWebAddress)
  let repository = reader.value(reader.required(.repository, in: fields), parseRepositoryPath)
  let token = reader.value(fields[.tokenFrom], parseVariable)
  let hooks = readSecrets(fields[.hook], with: &reader)
  guard let kind, let url, let repository else { return nil }
  return .init(kind: kind, url: url, repository: repository, token: token, hooks: hooks)
}

func readSignIn(_ node: Node?, with reader: inout DocumentReader) -> ServerConfiguration.SignInSettings? {
  guard let node, let fields: Fields<SignInKey> = reader.fields(of: node) else { return nil }
  var claim: ServerConfiguration.AdminClaim?
  if let node = fields[.admins], let inner: Fields<ClaimKey> = reader.fields(of: node) {
    let path = reader.value(reader.required(.claim, in: inner), parseClaim)
    let value = reader.value(reader.required(.value, in: inner), parseLine)
    if let path, let value { claim = .init(claim: path, value: value) }
  }
  for key in [SignInKey.keyFrom, .secretFrom] where fields[.supabase] == nil {
    guard let node = fields[key] else { continue }
    reader.report("unused-key", "\(quoted(key.rawValue)) means nothing without \(quoted("supabase"))", at: node)
  }
  return .init(
    supabase: reader.value(fields[.supabase], parseWebAddress), admins: claim,
    key: reader.value(fields[.keyFrom], parseVariable), secret: reader.value(fields[.secretFrom], parseVariable),
    links: reader.value(fields[.linksFrom], parseVariable))
}

/// `app_metadata.role`. What its owner may write himself makes nobody an administrator.
private func parseClaim(_ text: String) throws(ScalarError) -> [String] {
  let keys = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  guard keys.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }), keys.count <= 8 else {
    throw ScalarError("bad-claim", "\(quoted(text)) is not the path of a claim", hint: "write `app_metadata.role`")
  }
  guard keys[0] != "user_metadata", keys[0] != "email" else {
    throw ScalarError(
      "claim-of-users", "users can change \(quoted(keys[0])) themselves", hint: "use a claim below `app_metadata`")
  }
  return keys
}

internal import YAML

/// Reads `service.yaml`: which parts of a server run, and how. Whatever leads out of the fleet, as addresses, recipients and secrets do, is no
/// key of it: whoever may merge must not be able to send something somewhere.
public func readService(_ file: FleetFile) -> ParsedDocument<ServiceSettings> {
  do {
    var reader = try openDocument(file, as: .service)
    let service = readService(with: &reader)
    return reader.reading(service)
  } catch {
    return .faulty(error.diagnostics, about: [])
  }
}

private enum ServiceKey: String, DocumentKey { case intake, reconcile, mirror, health, notify, templates }
private enum IntakeKey: String, DocumentKey { case sweep, commit }
private enum ReconcileKey: String, DocumentKey { case every, sweep }
private enum MirrorKey: String, DocumentKey { case logs }
private enum HealthKey: String, DocumentKey { case restart, every, token, hiddenStops, detail }
private enum NotificationKey: String, DocumentKey { case to, about, language }

private func readService(with reader: inout DocumentReader) -> ServiceSettings? {
  guard let fields: Fields<ServiceKey> = reader.fields(of: reader.root) else { return nil }
  return ServiceSettings(
    intake: readIntake(fields[.intake], with: &reader), reconcile: readReconcile(fields[.reconcile], with: &reader),
    mirror: readMirror(fields[.mirror], with: &reader), health: readHealth(fields[.health], with: &reader),
    notify: reader.list(fields[.notify], readNotification) ?? [],
    templates: readTemplates(fields[.templates], with: &reader))
}

private func readIntake(_ node: Node?, with reader: inout DocumentReader) -> ServiceSettings.IntakeRules? {
  guard let node, let fields: Fields<IntakeKey> = reader.fields(of: node) else { return nil }
  let usual = ServiceSettings.IntakeRules()
  return .init(
    sweepSeconds: interval(fields[.sweep], from: 10, with: &reader) ?? usual.sweepSeconds,
    commit: reader.value(fields[.commit], parseWord) ?? usual.commit)
}

private func readReconcile(_ node: Node?, with reader: inout DocumentReader) -> ServiceSettings.ReconcileRules? {
  guard let node, let fields: Fields<ReconcileKey> = reader.fields(of: node) else { return nil }
  let usual = ServiceSettings.ReconcileRules()
  return .init(
    everySeconds: interval(fields[.every], from: 5, with: &reader) ?? usual.everySeconds,
    sweepSeconds: interval(fields[.sweep], from: 60, with: &reader) ?? usual.sweepSeconds)
}

private func readMirror(_ node: Node?, with reader: inout DocumentReader) -> ServiceSettings.MirrorRules? {
  guard let node, let fields: Fields<MirrorKey> = reader.fields(of: node) else { return nil }
  let days = reader.value(fields[.logs]) { text throws(ScalarError) in
    let days = try parseDays(text)
    guard days > 0 else {
      throw ScalarError("number-out-of-range", "\(quoted(text)) keeps nothing", hint: "write 1d or more")
    }
    return days
  }
  return .init(logDays: days)
}

private func readHealth(_ node: Node?, with reader: inout DocumentReader) -> ServiceSettings.HealthRules? {
  guard let node, let fields: Fields<HealthKey> = reader.fields(of: node) else { return nil }
  let usual = ServiceSettings.HealthRules()
  return .init(
    restart: reader.value(fields[.restart], parseWord) ?? usual.restart,
    everySeconds: interval(fields[.every], from: 30, with: &reader) ?? usual.everySeconds,
    token: reader.value(fields[.token], parseVariableName),
    hiddenStops: reader.value(fields[.hiddenStops], parseWord) ?? usual.hiddenStops,
    detail: reader.value(fields[.detail], parseWord) ?? usual.detail)
}

private func readNotification(_ reader: inout DocumentReader, _ node: Node) -> ServiceSettings.Notification? {
  guard let fields: Fields<NotificationKey> = reader.fields(of: node) else { return nil }
  let to: ServiceSettings.Notification.Recipient? = reader.value(reader.required(.to, in: fields), parseWord)
  let about = reader.required(.about, in: fields)
  let items = readDistinct(about, what: "topic", with: &reader) { text throws(ScalarError) in
    let topic: ServiceSettings.Topic = try parseWord(text)
    return topic.rawValue
  }
  if let about, items.isEmpty, reader.isEmpty(about) {
    reader.report("empty-list", "nobody is told of nothing", hint: "name what to tell, or remove this entry", at: about)
  }
  var topics: [ServiceSettings.Topic] = []
  for item in items {
    guard let topic = ServiceSettings.Topic(rawValue: item.text) else { continue }
    if to == .customer, !topic.isForCustomers {
      reader.report(
        "not-for-customers", "customers are not told of \(quoted(item.text))", hint: "tell staff", at: item.node)
    }
    topics.append(topic)
  }
  let language: ServiceSettings.Language? = reader.value(fields[.language], parseWord)
  guard let to else { return nil }
  return .init(to: to, about: topics, language: language)
}

/// `templates: { nl: { running: "…" } }`
private func readTemplates(_ node: Node?, with reader: inout DocumentReader) -> [ServiceSettings.TextTemplate] {
  let byLanguage: [ServiceSettings.Language: [ServiceSettings.Topic: Located<String>]]? =
    reader.dictionary(node, name: parseWord) { reader, node in
      reader.dictionary(node, name: parseWord) { reader, node in reader.located(node, parseMessage) }
    }
  let templates = (byLanguage ?? [:]).flatMap { language, texts in
    texts.map { ServiceSettings.TextTemplate($0.value, of: $0.key, in: language) }
  }
  return templates.sorted { ($0.language.rawValue, $0.topic.rawValue) < ($1.language.rawValue, $1.topic.rawValue) }
}

/// A message of a length that every channel takes.
private func parseMessage(_ text: String) throws(ScalarError) -> String {
  guard text.unicodeScalars.count <= 1500 else {
    throw ScalarError("too-long", "a message has at most 1500 characters")
  }
  guard !text.allSatisfy(\.isWhitespace) else { throw ScalarError("empty-value", "this text is empty") }
  return try parseText(text)
}

/// A time between two rounds: short ones would ask others without end.
private func interval(_ node: Node?, from least: Int, with reader: inout DocumentReader) -> Int? {
  reader.value(node) { text throws(ScalarError) in
    let seconds = try parseDuration(text)
    guard (least...604_800).contains(seconds) else {
      throw ScalarError("number-out-of-range", "\(quoted(text)) is not between \(least)s and 7d")
    }
    return seconds
  }
}

import HTTPTypes
import Hummingbird
import Intake
import Planner

/// What shops and forges call.
func addHookRoutes(to router: Router<ServiceContext>, _ site: Site) {
  router.post("hooks/orders") { request, _ async throws -> Response in
    let body = try await readBody(request, site.limits)
    let id = try site.requireSigned(request, body)
    let desk = try await site.requireDesk()
    let order: IncomingOrder
    do throws(BodyFault) { order = try readDelivery(body) } catch {
      if case .anotherType(let type) = error { return jsonResponse(.ok, Ignored(ignored: type)) }
      throw RequestRefused(error)
    }
    return try await take(ArrivedDelivery(id: id, way: .hook, order: order), at: desk, site)
  }
  router.post("hooks/supabase") { request, _ async throws -> Response in
    let body = try await readBody(request, site.limits)
    guard site.keys.isCall(request.headers) else { throw RequestRefused.unauthorized }
    _ = try await site.requireDesk()
    // What it says is not believed, but for which row is to be read.
    await site.bells.called(orderNamed(in: body))
    return jsonResponse(.accepted, Ignored(ignored: nil))
  }
  router.post("hooks/forge") { request, _ async throws -> Response in
    let body = try await readBody(request, site.limits)
    guard site.keys.isForge(request.headers, body) else { throw RequestRefused.unauthorized }
    let event =
      ["X-GitHub-Event", "X-Forgejo-Event", "X-Gitea-Event", "X-Gitlab-Event"]
      .compactMap { HTTPField.Name($0).flatMap { request.headers[$0] } }.first ?? ""
    guard ["push", "Push Hook"].contains(event) else {
      return jsonResponse(.ok, Ignored(ignored: escapedForDisplay(event, upTo: 80)))
    }
    await site.bells.pushed()
    return jsonResponse(.accepted, Ignored(ignored: nil))
  }
}

private struct Ignored: Encodable {
  let ignored: String?
}

/// The order that a row is of, where the call says it in a way that is known: the column `order`, `order_id` or `id`.
private func orderNamed(in body: [UInt8]) -> OrderID? {
  guard case .object(let members)? = try? parseJSON(body, depth: 16) else { return nil }
  let record = ["record", "old_record"].lazy.compactMap { name in members.first { $0.key == name }?.value }
    .compactMap { value in if case .object(let fields) = value { fields } else { nil } }.first
  guard let record else { return nil }
  for name in ["order", "order_id", "orderId", "id"] {
    if case .string(let text)? = record.first(where: { $0.key == name })?.value { return OrderID(text) }
  }
  return nil
}

/// Takes a delivery in, and answers as Open Service Broker's users know it.
func take(_ delivery: ArrivedDelivery, at desk: any OrderDesk, _ site: Site) async throws -> Response {
  let answer: IntakeAnswer
  do throws(IntakeFailure) { answer = try await desk.accept(delivery) } catch { throw RequestRefused(error) }
  await site.board.noteDelivery(delivery.way, answer)
  switch answer {
  case .begun(let standing):
    await site.bells.delivered()
    return jsonResponse(.accepted, StandingShown(standing))
  case .same(let standing): return jsonResponse(.ok, StandingShown(standing))
  case .conflict(let why): throw RequestRefused(status: .conflict, code: "conflict", message: why)
  case .incomplete(let why): throw RequestRefused(status: .unprocessableContent, code: "incomplete", message: why)
  case .invalid(let diagnostics): throw RequestRefused(diagnostics)
  }
}

extension RequestRefused {
  /// Why a body is not accepted.
  init(_ fault: BodyFault) {
    switch fault {
    case .tooLarge: self.init(status: .contentTooLarge, code: "too-large", message: "\(fault)")
    case .notJSON: self.init(status: .badRequest, code: "not-json", message: "\(fault)")
    case .anotherType: self.init(status: .badRequest, code: "another-type", message: "\(fault)")
    case .wrong(let problems):
      let told = problems.prefix(100).map { ToldProblem(code: "bad-value", message: $0.message, at: $0.pointer) }
      self.init(
        status: .unprocessableContent, code: "bad-value",
        message: told.first?.message ?? "the body is not as it must be",
        at: told.first?.at, more: told)
    }
  }

  /// Why the fleet cannot have such an order: what `validate` says.
  init(_ diagnostics: [Diagnostic]) {
    let told = diagnostics.prefix(100).map { diagnostic in
      let place = diagnostic.place.map { "\($0.path):\($0.line):\($0.column)" } ?? diagnostic.path
      let hint = diagnostic.hint.map { "; \($0)" } ?? ""
      return ToldProblem(code: diagnostic.code, message: diagnostic.message + hint, at: place)
    }
    self.init(
      status: .unprocessableContent, code: told.first?.code ?? "invalid",
      message: told.first?.message ?? "the fleet cannot have this order", at: told.first?.at, more: told)
  }

  /// Nothing was accepted; the sender tries again.
  init(_ failure: IntakeFailure) {
    self.init(
      status: .serviceUnavailable, code: "unavailable", message: "this cannot be kept now; try again", retryAfter: 30)
  }
}

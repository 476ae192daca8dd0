import Hummingbird
import Intake
import Planner

/// An order put, and asked about: by the shop, signed like its hook, or by an administrator.
func addOrderRoutes(to router: Router<ServiceContext>, _ site: Site) {
  router.put("api/orders/:id") { request, context async throws -> Response in
    let body = try await readBody(request, site.limits)
    let caller = try caller(of: request, body, site)
    let desk = try await site.requireDesk()
    let id = try orderID(in: context)
    if case .shop = caller, !namesOrder(body) {
      // The signature covers the body alone: without the name in it, it would be as good for any other order.
      throw RequestRefused(
        status: .unprocessableContent, code: "bad-value", message: "a signed body has to name its order", at: "/order")
    }
    let order: IncomingOrder
    do throws(BodyFault) { order = try readOrderBody(body, of: id) } catch { throw RequestRefused(error) }
    return try await take(
      ArrivedDelivery(id: caller.delivery, way: .put, order: order, by: caller.admin), at: desk, site)
  }
  router.get("api/orders/:id") { request, context async throws -> Response in
    _ = try caller(of: request, [], site)
    let desk = try await site.requireDesk()
    let id = try orderID(in: context)
    do throws(IntakeFailure) {
      guard let standing = try await desk.standing(of: id) else {
        return RequestRefused(
          status: .notFound, code: "unknown-order", message: "no delivery told of this order"
        ).response
      }
      return jsonResponse(.ok, StandingShown(standing))
    } catch {
      throw RequestRefused(error)
    }
  }
}

/// Who may speak of an order.
private enum Caller {
  case shop(delivery: String)
  case admin(String)

  var delivery: String? { if case .shop(let id) = self { id } else { nil } }
  var admin: String? { if case .admin(let name) = self { name } else { nil } }
}

private func caller(of request: Request, _ body: [UInt8], _ site: Site) throws -> Caller {
  if let admin = site.keys.admin(request.headers) { return .admin(admin) }
  return .shop(delivery: try site.requireSigned(request, body))
}

private func orderID(in context: ServiceContext) throws -> OrderID {
  let text = context.parameters.get("id") ?? ""
  guard let id = OrderID(text) else {
    throw RequestRefused(
      status: .unprocessableContent, code: "bad-id",
      message: "an order's id is 1 to 63 of a-z, 0-9, _ and -, with a letter or a digit at both ends", at: "the address"
    )
  }
  return id
}

private func namesOrder(_ body: [UInt8]) -> Bool {
  guard case .object(let members)? = try? parseJSON(body, depth: 8) else { return true }
  return members.contains { $0.key == "order" }
}

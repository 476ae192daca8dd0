extension Refusal {
  static let unauthenticated = Refusal(401, "AuthenticationException", "Unauthenticated.", kind: .unauthenticated)

  static let modelNotFound = notFound("The requested resource could not be found on the server.")

  static func notFound(_ detail: String) -> Refusal { Refusal(404, "NotFoundHttpException", detail) }

  static func forbidden(_ detail: String) -> Refusal { Refusal(403, "AccessDeniedHttpException", detail) }

  static let notPermitted = forbidden("This action is unauthorized.")

  static let malformedJSON = badRequest(
    "The JSON data passed in the request appears to be malformed: Syntax error")

  static func badRequest(_ detail: String) -> Refusal { Refusal(400, "BadRequestHttpException", detail) }

  /// A business rule, by the name of its exception.
  static func display(_ detail: String, code: String = "DisplayException") -> Refusal {
    Refusal(400, code, detail, kind: .back)
  }

  /// Something that the panel did not see coming.
  static func unexpected(_ code: String) -> Refusal {
    Refusal(
      500, code, "An unexpected error was encountered while processing this request, please try again.")
  }

  static let noViableNode = display(
    "No nodes satisfying the requirements specified for automatic deployment could be found.",
    code: "NoViableNodeException")

  static let noViableAllocation = display(
    "No allocations satisfying the requirements for automatic deployment were found.",
    code: "NoViableAllocationException")

  /// A daemon's failure as the panel passes it on (scenarios 31, 35, 37).
  static func daemon(_ verdict: DaemonVerdict, requestID: String) -> Refusal {
    func refusal(_ status: Int, _ detail: String) -> Refusal {
      Refusal(status, "DaemonConnectionException", detail, kind: .back)
    }
    switch verdict {
    case .refused(let status) where status < 500:
      let error = daemonError(status)
      return refusal(status, "An error occurred on the remote host: \(error). (request id: \(requestID))")
    case .refused(let status):
      return refusal(status, communicationFailure(status, requestID: requestID))
    case .unreachable, .accepted:
      return refusal(
        504, "Could not establish a connection to the machine running this server. Please try again.")
    }
  }

  static func communicationFailure(_ status: Int, requestID: String) -> String {
    "There was an error while communicating with the machine running this server. This error has been logged, "
      + "please try again. (code: \(status)) (request_id: \(requestID))"
  }

  private static func daemonError(_ status: Int) -> String {
    switch status {
    case 403: "You are not authorized to access this endpoint."
    case 404: "The requested resource does not exist on this instance."
    default: "\(ReasonPhrase.of(status))."
    }
  }
}

extension Refusal {
  static let tooManyAttempts = Refusal(429, "ThrottleRequestsException", "Too Many Attempts.")

  static func routeNotFound(_ path: String) -> Refusal { notFound("The route \(routeName(path)) could not be found.") }

  static func methodNotAllowed(_ request: Request, _ methods: [String]) -> Refusal {
    let supported = methods.joined(separator: ", ")
    var refusal = Refusal(
      405, "MethodNotAllowedHttpException",
      "The \(request.effectiveMethod) method is not supported for route \(routeName(request.path)). "
        + "Supported methods: \(supported).")
    refusal.headers = [("Allow", supported)]
    return refusal
  }

  private static func routeName(_ path: String) -> String {
    path.split(separator: "/").joined(separator: "/")
  }
}

extension Answer {
  /// What OPTIONS is told, without a token: the methods, or a browser's preflight (recordings 11-031, 11-032).
  static func options(_ methods: [String], for request: Request) -> Answer {
    guard request.headers["origin"] != nil, request.headers["access-control-request-method"] != nil else {
      return Answer(
        status: 200,
        headers: [("Content-Type", "text/html; charset=UTF-8"), ("Allow", methods.joined(separator: ","))])
    }
    return Answer(
      status: 204,
      headers: [
        ("Content-Type", "text/html; charset=UTF-8"),
        ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE, HEAD"),
        ("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? ""),
        ("Access-Control-Allow-Credentials", "true"), ("Access-Control-Max-Age", "0"),
      ])
  }
}

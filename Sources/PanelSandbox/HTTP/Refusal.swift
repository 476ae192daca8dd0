/// A request that is not done, and how the panel says so.
///
/// Callers that expect JSON get `errors`; others a page or a redirect, which depends on the kind (scenario 59).
struct Refusal: Error, Sendable {
  enum Kind: Sendable {
    /// A page with the status, for who does not expect JSON.
    case http
    /// A redirect to the login.
    case unauthenticated
    /// A redirect back: validation, business rules and daemons' failures.
    case back
  }

  struct Entry: Sendable, Equatable {
    var code: String
    var detail: String
    var meta: JSON?
  }

  var status: Int
  var kind: Kind
  var entries: [Entry]
  var headers: [(name: String, value: String)] = []

  init(_ status: Int, _ code: String, _ detail: String, kind: Kind = .http) {
    self.status = status
    self.kind = kind
    self.entries = [Entry(code: code, detail: detail)]
  }

  /// Failed rules, in order.
  init(_ violations: [Violation]) {
    status = 422
    kind = .back
    entries = violations.map { violation in
      let meta: JSON = ["source_field": .string(violation.field), "rule": .string(violation.rule)]
      return Entry(code: "ValidationException", detail: violation.message, meta: meta)
    }
  }

  /// The answer as this request wants it.
  func answer(to request: Request) -> Answer {
    var answer = request.expectsJSON ? jsonAnswer : plainAnswer(to: request)
    answer.headers += headers
    return answer
  }

  private var jsonAnswer: Answer {
    let errors = entries.map { entry -> JSON in
      var error: JSONObject = [
        "code": .string(entry.code), "status": .string(String(status)), "detail": .string(entry.detail),
      ]
      if let meta = entry.meta { error.append("meta", meta) }
      return .object(error)
    }
    return .json(["errors": .array(errors)], status: status)
  }

  private func plainAnswer(to request: Request) -> Answer {
    switch kind {
    case .http: return .page(status: status, title: ReasonPhrase.of(status))
    case .unauthenticated: return redirect(to: request.base + "/auth/login")
    case .back: return redirect(to: request.headers["referer"] ?? request.base)
    }
  }

  private func redirect(to place: String) -> Answer {
    var answer = Answer.page(status: 302, title: "Redirecting to \(place)")
    answer.add("Location", place)
    return answer
  }
}

/// A rule that failed.
struct Violation: Sendable, Equatable {
  /// The dotted field.
  let field: String
  /// The rule's name, as `meta.rule` has it.
  let rule: String
  let message: String
}

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Planner
import SignIn
import Views

/// What pages are answered from.
struct PageSite: Sendable {
  let door: Doorkeeper
  /// All that is known now; nil before the fleet was read for the first time.
  let sight: @Sendable () async -> Sight?
  /// What is fetched for an order that somebody may see.
  let material: @Sendable (OrderID, MaterialWish) async -> OrderMaterial
  let power: PowerDesk
  let changes: any Changes
  let streams: StreamPlaces
  let mailPace: MailPace
  let assets: PageAssets
  let sleep: @Sendable (Duration) async -> Void
  let now: @Sendable () -> Instant
  /// Accepts the plan that waits over a limit; false where another waits.
  let accept: @Sendable (Digest, String) async -> Bool
  /// Something was committed, or is to be tried now.
  let pushed: @Sendable () async -> Void
}

/// One request for a page: who asks, in which language, and what is known.
struct Visit: Sendable {
  let site: PageSite
  let viewer: Viewer
  let language: Words.Language
  /// Path and query, as they came.
  let path: String
  let query: [String: String]
  let sight: Sight?
  let brand: String
  /// Whether it is somebody whose session has just ended.
  let isSignedOut: Bool

  init(_ request: Request, _ site: PageSite) async {
    self.site = site
    (viewer, isSignedOut) = await site.door.visitor(request.headers)
    language = chosenLanguage(request.headers)
    let query = request.uri.query.map { "?\($0)" } ?? ""
    path = request.uri.path + query
    self.query = FormBody(Array((request.uri.query ?? "").utf8)).values
    sight = await site.sight()
    brand = sight?.name ?? "botfleet"
  }

  func frame(live: String? = nil) -> PageFrame {
    PageFrame(
      language, assets: site.assets, brand: brand, viewer: viewer, path: path, now: site.now(), live: live,
      notice: query["done"].flatMap(PageNotice.init))
  }

  /// The one denial. Who was signed in until now is told that they are no more, whatever they asked for.
  var notFound: Response {
    let frame = PageFrame(
      language, assets: site.assets, brand: brand, viewer: .nobody, path: "/", now: site.now())
    guard isSignedOut else { return pageResponse(.notFound, notFoundPage(in: frame)) }
    return pageResponse(.notFound, signedOutPage(in: frame), cookies: [Session.ended])
  }

  /// What is known; throws where nothing is yet.
  func requireSight() throws(PageRefused) -> Sight {
    guard let sight else { throw PageRefused(pageResponse(.serviceUnavailable, unavailablePage(in: frame()))) }
    return sight
  }

  /// Who may act for everybody; throws the one denial.
  func requireAdmin() throws(PageRefused) -> Administrator {
    guard let admin = viewer.admin else { throw PageRefused(notFound) }
    return admin
  }
}

/// A page in the place of the one that was asked for.
struct PageRefused: Error {
  let answer: Response

  init(_ answer: Response) { self.answer = answer }
}

/// The language that somebody chose, else the one that their browser asks for.
private func chosenLanguage(_ headers: HTTPFields) -> Words.Language {
  let chosen = SignIn.values(of: languageCookie, in: headers[values: .cookie]).compactMap(Words.Language.init)
  return chosen.first ?? Words.language(accepted: headers[.acceptLanguage] ?? "")
}

let languageCookie = "__Host-language"

/// A page, with what keeps it from being framed, kept, guessed at or made to load something from elsewhere.
func pageResponse(_ status: HTTPResponse.Status, _ page: HTML, cookies: [String] = []) -> Response {
  var headers = pageHeaders
  headers[.contentType] = "text/html; charset=utf-8"
  for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
  return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page.text)))
}

/// Leads on to another page after a form.
func seeOther(_ path: String, cookies: [String] = []) -> Response {
  var headers = pageHeaders
  headers[.location] = path
  for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
  return Response(status: .seeOther, headers: headers, body: ResponseBody())
}

let pageHeaders: HTTPFields = {
  var headers: HTTPFields = [.cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
  let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    + "frame-ancestors 'none'; base-uri 'none'"
  for (name, value) in [
    ("Content-Security-Policy", policy), ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Vary", "Accept-Language, Cookie"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
  ] {
    if let name = HTTPField.Name(name) { headers[name] = value }
  }
  return headers
}()

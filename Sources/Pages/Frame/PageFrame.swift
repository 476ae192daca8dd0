public import Planner
public import Views

/// What is around every page.
public struct PageFrame: Sendable {
  let say: Words
  let assets: PageAssets
  /// What the whole thing is called: the fleet's name.
  let brand: String
  let viewer: Viewer
  /// The page's own path and query, where somebody comes back to who chooses another language.
  let path: String
  let now: Instant
  /// Where the page hears that something changed; nil where it does not listen.
  let live: String?
  /// A sentence about what was just done; nil for nothing.
  let notice: PageNotice?

  public init(
    _ language: Words.Language, assets: PageAssets, brand: String, viewer: Viewer, path: String, now: Instant,
    live: String? = nil, notice: PageNotice? = nil
  ) {
    (say, self.assets, self.brand, self.viewer) = (Words(language), assets, brand, viewer)
    (self.path, self.now, self.live, self.notice) = (path, now, live, notice)
  }
}

/// What was just done, by the word that stands in the address a form leads to.
public enum PageNotice: String, Hashable, Sendable, CaseIterable {
  case committed, requested, nothing, started, restarted, refused, tooSoon = "too-soon", accepted, stale, retried,
    discarded
  case woken

  /// Whether it is good news.
  var isGood: Bool {
    switch self {
    case .committed, .requested, .started, .restarted, .accepted, .retried, .discarded, .woken: true
    case .nothing, .refused, .tooSoon, .stale: false
    }
  }

  func words(_ say: Words) -> String {
    switch self {
    case .committed: say("Committed. It is applied in a moment.", "Vastgelegd. Het wordt zo toegepast.")
    case .requested:
      say(
        "A pull request is open; it is applied once that is merged.",
        "Er staat een pull request klaar; na het mergen wordt het toegepast.")
    case .nothing:
      say("Nothing was changed: the document says so already.", "Er is niets gewijzigd: het document zegt dit al.")
    case .started: say("It was asked to start.", "Het startsein is gegeven.")
    case .restarted: say("It was asked to restart.", "De herstart is gevraagd.")
    case .refused:
      say(
        "The panel did not take this. Try again in a minute.",
        "Het panel nam dit niet aan. Probeer het over een minuut opnieuw.")
    case .tooSoon:
      say(
        "It was restarted just now. Wait a moment before you try again.",
        "Hij is net herstart. Wacht even voor je het opnieuw probeert.")
    case .accepted: say("Accepted. It is applied now.", "Geaccepteerd. Het wordt nu toegepast.")
    case .stale:
      say(
        "Something else waits by now. Look again before you accept.",
        "Er wacht nu iets anders. Kijk opnieuw voor je accepteert.")
    case .retried: say("The delivery is tried again.", "De levering wordt opnieuw geprobeerd.")
    case .discarded: say("The delivery was given up.", "De levering is weggelegd.")
    case .woken: say("It is tried again now.", "Het wordt nu opnieuw geprobeerd.")
    }
  }
}

extension PageFrame {
  /// A whole page.
  func page(_ title: String, _ body: HTML, crumbs: [(name: String, path: String)] = []) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(say.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>\(title) – \(escapedForDisplay(brand, upTo: 60))</title>
    <link rel="stylesheet" href="\(assets.style.path)">
    <script src="\(assets.script.path)" defer></script>
    </head>
    <body\(liveAttribute)>
    <a class="skip" href="#main">\(say("Skip to the content", "Naar de inhoud"))</a>
    <header class="top"><div class="wide">
    <a class="brand" href="/">\(shown(brand, upTo: 60))</a>
    \(navigation)
    <div class="tools">\(languageForm)\(signOutForm)</div>
    </div></header>
    <main id="main" class="wide" tabindex="-1">
    <p class="sr" role="status" id="announce" data-words="\(say("This page has changed.", "Deze pagina is bijgewerkt."))"></p>
    \(noticeBox)\(crumbTrail(crumbs))
    \(body)
    </main>
    <footer class="foot"><div class="wide">\(footer)</div></footer>
    </body>
    </html>

    """
  }

  private var liveAttribute: HTML { live.map { " data-live=\"\($0)\"" } ?? "" }

  private var noticeBox: HTML {
    guard let notice else { return "" }
    let kind = notice.isGood ? "good" : "warning"
    return "<div class=\"notice \(kind)\" role=\"status\"><p>\(notice.words(say))</p></div>\n"
  }

  private func crumbTrail(_ crumbs: [(name: String, path: String)]) -> HTML {
    guard !crumbs.isEmpty else { return "" }
    let items = crumbs.map { "<li><a href=\"\($0.path)\">\($0.name)</a></li>" as HTML }
    return "<nav class=\"crumbs\" aria-label=\"\(say("Where you are", "Waar je bent"))\"><ol>\(items)</ol></nav>"
  }

  private var navigation: HTML {
    let links: [(String, String)] =
      switch viewer {
      case .admin:
        [
          (say("Deployments", "Bots"), "/admin/deployments"), (say("Deliveries", "Leveringen"), "/admin/deliveries"),
          (say("Parts", "Onderdelen"), "/admin/parts"),
        ]
      case .customer: [(say("My bots", "Mijn bots"), "/bots")]
      case .nobody: []
      }
    guard !links.isEmpty else { return "<span></span>" }
    let items = links.map { name, link -> HTML in
      let isHere = path == link || path.hasPrefix(link + "/") || path.hasPrefix(link + "?")
      return "<li><a href=\"\(link)\"\("aria-current=\"page\"", if: isHere)>\(name)</a></li>"
    }
    return "<nav class=\"main\" aria-label=\"\(say("Main", "Hoofdmenu"))\"><ul>\(items)</ul></nav>"
  }

  private var languageForm: HTML {
    let other: Words.Language = say.language == .dutch ? .english : .dutch
    let name = other == .dutch ? "Nederlands" : "English"
    return """
      <form method="post" action="/language"><input type="hidden" name="to" value="\(path)">\
      <button class="quiet" name="language" value="\(other.rawValue)" lang="\(other.rawValue)">\(name)</button></form>
      """
  }

  private var signOutForm: HTML {
    guard viewer != .nobody else { return "" }
    return
      "<form method=\"post\" action=\"/sign-out\"><button class=\"quiet\">\(say("Sign out", "Uitloggen"))</button></form>"
  }

  private var footer: HTML {
    "<p>\(say("Times are in your own zone where your browser allows it.", "Tijden staan in je eigen tijdzone als je browser dat toestaat."))</p>"
  }
}

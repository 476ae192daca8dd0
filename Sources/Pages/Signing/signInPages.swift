import Planner

/// What sign-in there is.
public enum SignInWays: Sendable, Hashable {
  case mail
  case linksOnly
  case none
}

/// Where somebody asks for a link by mail.
///
/// - Parameter trouble: why the last attempt came to nothing.
public func signInPage(_ ways: SignInWays, trouble: SignInTroubleWords? = nil, in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Sign in", "Inloggen")
  let box = trouble.map { "<div class=\"notice warning\" role=\"alert\"><p>\($0.words(say))</p></div>" as HTML }
  let form: HTML =
    switch ways {
    case .mail:
      """
      <p>\(say("We mail you a link that signs you in. There is no password.", "We mailen je een link waarmee je inlogt. Er is geen wachtwoord."))</p>
      <form method="post" action="/sign-in" class="stack">
      <label><span>\(say("Your e-mail address", "Je e-mailadres"))</span><input type="email" name="email" required maxlength="254" autocomplete="email" inputmode="email"></label>
      <button class="primary">\(say("Mail me a link", "Mail mij een link"))</button></form>
      """
    case .linksOnly:
      "<p>\(say("You sign in here with a link that you were given. Ask support for one.", "Je logt hier in met een link die je gekregen hebt. Vraag er een bij de helpdesk."))</p>"
    case .none: "<p>\(say("Nobody signs in here.", "Hier logt niemand in."))</p>"
    }
  return frame.page(title, "<div class=\"narrow\"><h1>\(title)</h1>\(box)<div class=\"card\">\(form)</div></div>")
}

/// Why a sign-in came to nothing.
public enum SignInTroubleWords: Sendable, Hashable {
  case unavailable, tooOften, badAddress, expired

  func words(_ say: Words) -> String {
    switch self {
    case .unavailable:
      say(
        "Mails cannot be sent at the moment. Try again in a few minutes.",
        "Er kan nu geen mail worden verstuurd. Probeer het over een paar minuten opnieuw.")
    case .tooOften:
      say(
        "A link was asked for just now. Wait a minute before you ask again.",
        "Er is net een link aangevraagd. Wacht een minuut voor je er weer een vraagt.")
    case .badAddress: say("That is no e-mail address.", "Dat is geen e-mailadres.")
    case .expired:
      say(
        "This link is over, or was used. Ask for another one.",
        "Deze link is verlopen of al gebruikt. Vraag een nieuwe aan.")
    }
  }
}

/// What is said after a mail was asked for, whoever asked.
public func mailedPage(in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Look at your mail", "Kijk in je mail")
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="card"><p>\(say("If there is an account with this address, a link is on its way. It works once, and not for long.", "Als er een account met dit adres is, is er een link onderweg. Die werkt één keer, en niet lang."))</p>
    <p><a href="/sign-in">\(say("Ask again", "Opnieuw vragen"))</a></p></div></div>
    """)
}

/// What a link shows: a button, for programs that look at links in mails press none.
///
/// - Parameters:
///   - action: where the button leads.
///   - fields: what it brings along.
public func enterPage(action: String, fields: [(name: String, value: String)], in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Sign in", "Inloggen")
  let hidden = fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="card"><p>\(say("Press the button to sign in on this device.", "Druk op de knop om op dit apparaat in te loggen."))</p>
    <form method="post" action="\(action)">\(hidden)<button class="primary">\(say("Sign in", "Inloggen"))</button></form></div></div>
    """)
}

/// The one answer to whoever may not see something, or asks for what is not there.
public func notFoundPage(in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("There is nothing here", "Hier is niets")
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="card"><p>\(say("This page does not exist, or it is not yours to see.", "Deze pagina bestaat niet, of je mag haar niet zien."))</p>
    <p><a class="button primary" href="/sign-in">\(say("Sign in", "Inloggen"))</a></p></div></div>
    """)
}

/// The same to somebody who was signed in until now.
public func signedOutPage(in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("You have been signed out", "Je bent uitgelogd")
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="notice" role="alert"><p>\(say("Your session has ended, and nothing of what you just sent was done. Sign in again to go on.", "Je sessie is afgelopen, en van wat je net verstuurde is niets gedaan. Log opnieuw in om verder te gaan."))</p></div>
    <p><a class="button primary" href="/sign-in">\(say("Sign in", "Inloggen"))</a></p></div>
    """)
}

/// What is said where something cannot be shown at the moment.
public func unavailablePage(in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("Not now", "Nu even niet")
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="card"><p>\(say("The data cannot be read at the moment. Try again in a minute.", "De gegevens kunnen nu niet worden gelezen. Probeer het over een minuut opnieuw."))</p></div></div>
    """)
}

/// What is said where an action failed.
public func failedPage(_ why: String, back: String, in frame: PageFrame) -> HTML {
  let say = frame.say
  let title = say("This did not work", "Dit is niet gelukt")
  return frame.page(
    title,
    """
    <div class="narrow"><h1>\(title)</h1><div class="notice bad" role="alert"><p>\(shown(why, upTo: 1200))</p></div>
    <p><a class="button" href="\(back)">\(say("Back", "Terug"))</a></p></div>
    """)
}

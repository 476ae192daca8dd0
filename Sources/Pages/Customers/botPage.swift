import Notify
public import Views

/// One bot, as its customer sees it.
public func botPage(_ bot: CustomerBot, in frame: PageFrame) -> HTML {
  let say = frame.say
  let name = bot.row.name ?? bot.row.order.text
  let body: HTML = """
    <div class="heading"><h1>\(shown(name, upTo: 80))</h1><p class="quiet-text">\(say("Order", "Bestelling")) \(bot.row.order.text)</p></div>
    \(overShoulder(bot, frame))
    <div id="live-state" data-region>\(stateCard(bot, frame))\(guideCard(bot, say))</div>
    <div class="columns"><div>
    <div id="live-use" data-region>\(useCard(bot, frame))</div>
    \(section(say("What you have", "Wat je hebt"), id: "have", facts(haveFacts(bot, say))))
    </div><div>
    \(serverCard(bot, say))
    \(section(say("What happened", "Wat er gebeurde"), id: "log", customerLog(bot.log, say)))
    </div></div>
    """
  return frame.page(name, body, crumbs: crumbs(frame))
}

private func crumbs(_ frame: PageFrame) -> [(name: String, path: String)] {
  frame.viewer.admin == nil
    ? [(frame.say("My bots", "Mijn bots"), "/bots")] : [(frame.say("Deployments", "Bots"), "/admin/deployments")]
}

private func overShoulder(_ bot: CustomerBot, _ frame: PageFrame) -> HTML {
  guard frame.viewer.admin != nil else { return "" }
  let say = frame.say
  return """
    <div class="notice"><p>\(say("This is what the customer sees.", "Dit is wat de klant ziet.")) \
    <a href="/admin/deployments/\(bot.row.order.text)">\(say("Back to the deployment", "Terug naar het beheer"))</a></p></div>
    """
}

private func stateCard(_ bot: CustomerBot, _ frame: PageFrame) -> HTML {
  let (say, condition) = (frame.say, bot.row.condition)
  let since = bot.row.since.map {
    switch $0 {
    case .moment(let at):
      "<p class=\"since\">\(say("Since", "Sinds")) \(say.moment(at)) (\(say.ago(at, frame.now)))</p>" as HTML
    case .day(let day): "<p class=\"since\">\(say("Since", "Sinds")) \(say.day(day))</p>" as HTML
    }
  }
  let change =
    bot.hasFailedChange
    ? "<p>\(say("The last change of your order did not work out. Your bot runs as before, and our staff look at it.", "De laatste wijziging van je bestelling is niet gelukt. Je bot draait zoals eerst, en onze medewerkers kijken ernaar."))</p>"
      as HTML
    : ""
  return """
    <section class="state \(condition.tone.rawValue)" aria-labelledby="state-words">
    <div class="state-words"><h2 id="state-words">\(mark(condition.tone))<span>\(condition.sentence(say))</span></h2>
    \(since)\(condition.advice(say).map { "<p>\($0)</p>" as HTML })\(change)\(retryWords(bot, frame))\(seenWords(bot, frame))</div>
    <div class="state-actions">\(powerForm(bot, say))\(panelLink(bot, say))</div>
    </section>
    """
}

private func retryWords(_ bot: CustomerBot, _ frame: PageFrame) -> HTML {
  guard let retries = bot.retries, let next = retries.nextAt, next > frame.now else { return "" }
  let say = frame.say
  return
    "<p>\(say("We start it again", "We starten hem opnieuw")) \(say.moment(next)).</p>"
}

/// How old what is shown is, where that matters.
private func seenWords(_ bot: CustomerBot, _ frame: PageFrame) -> HTML {
  guard bot.server != nil, let seen = bot.seenAt else { return "" }
  let say = frame.say
  return "<p class=\"quiet-text\">\(say("Looked at", "Bekeken:")) \(say.ago(seen, frame.now))</p>"
}

private func powerForm(_ bot: CustomerBot, _ say: Words) -> HTML {
  let action = "/bots/\(bot.row.order.text)/restart"
  return switch bot.restart {
  case .restart: buttonForm(action, say("Restart", "Herstarten"))
  // Without a token it would only end at once.
  case .start: buttonForm(action, say("Start", "Starten"), kind: bot.row.condition == .needsToken ? "" : "primary")
  case .none: ""
  }
}

private func panelLink(_ bot: CustomerBot, _ say: Words) -> HTML {
  guard let page = bot.server?.page else { return "" }
  return "<a class=\"button\" href=\"\(page)\" rel=\"noreferrer\">\(say("Open the panel", "Naar het panel"))</a>"
}

private func guideCard(_ bot: CustomerBot, _ say: Words) -> HTML {
  guard !bot.guide.isEmpty else { return "" }
  let steps = bot.guide.map { step -> HTML in
    let (title, words) = guideWords(step.kind, bot, say)
    let done = say("done", "klaar")
    return """
      <li class="\(step.isDone ? "done" : "todo")"><h3>\(title)\(step.isDone ? " <span class=\"badge good\">\(done)</span>" as HTML : "")</h3>\(step.isDone ? "" : words)</li>
      """
  }
  return section(say("What to do now", "Wat je nu moet doen"), id: "guide", "<ol class=\"guide\">\(steps)</ol>")
}

private func guideWords(_ kind: GuideStep.Kind, _ bot: CustomerBot, _ say: Words) -> (String, HTML) {
  switch kind {
  case .token:
    let link = bot.server?.page.map {
      "<a href=\"\($0)/startup\" rel=\"noreferrer\">\(say("Startup on the panel", "Startup op het panel"))</a>" as HTML
    }
    return (
      say("Give your bot its token", "Geef je bot zijn token"),
      """
      <p>\(say("Discord's developer portal shows it under Bot, Reset Token. Copy it, and paste it into the variable of that name here:", "Het developer portal van Discord toont het bij Bot, Reset Token. Kopieer het, en plak het in de variabele met die naam hier:")) \
      \(link ?? "\(say("the Startup page of your server on the panel", "de pagina Startup van je server op het panel"))"). \
      \(say("Never send your token to anybody, us included.", "Stuur je token nooit naar iemand, ook niet naar ons."))</p>
      """
    )
  case .files:
    return (say("Put your files in place", "Zet je bestanden klaar"), filesWords(bot, say))
  case .start:
    return (
      say("Start it", "Start hem"),
      "<p>\(say("Press Start above. It takes a minute at most until your bot is online in Discord.", "Druk hierboven op Starten. Het duurt hooguit een minuut voordat je bot in Discord online is."))</p>"
    )
  }
}

private func filesWords(_ bot: CustomerBot, _ say: Words) -> HTML {
  guard let files = bot.server?.files else {
    return
      "<p>\(say("Use the file manager of the panel, or SFTP: address and user name are on its Settings page. The password is that of the panel.", "Gebruik de bestandsbeheerder van het panel, of SFTP: adres en gebruikersnaam staan op de pagina Settings. Het wachtwoord is dat van het panel."))</p>"
  }
  return """
    <p>\(say("Use the file manager of the panel, or SFTP with the password of the panel:", "Gebruik de bestandsbeheerder van het panel, of SFTP met het wachtwoord van het panel:"))</p>
    \(facts([
      (say("Address", "Adres"), sftpAddress(files)),
      (say("User name", "Gebruikersnaam"), "<code>\(shown(files.user, upTo: 120))</code>"),
    ]))
    """
}

private func sftpAddress(_ files: FileAccess) -> HTML {
  "<code>sftp://\(shown(files.host, upTo: 120)):\(files.port)</code>"
}

private func useCard(_ bot: CustomerBot, _ frame: PageFrame) -> HTML {
  let say = frame.say
  guard let usage = bot.usage else {
    return bot.server == nil
      ? ""
      : section(
        say("Use", "Gebruik"), id: "use",
        "<p class=\"quiet-text\">\(say("Nothing is measured at the moment.", "Er wordt nu niets gemeten."))</p>")
  }
  return section(
    say("Use", "Gebruik"), id: "use",
    """
    \(usageBars(usage, say))\(usageChart(bot.chart, say))
    \(facts([
      (say("Running for", "Draait al"), usage.use.uptimeSeconds > 0 ? "\(say.duration(usage.use.uptimeSeconds))" : nil),
      (say("Received", "Ontvangen"), "\(say.bytes(usage.use.receivedBytes))"), (say("Sent", "Verzonden"), "\(say.bytes(usage.use.sentBytes))"),
    ]))
    """)
}

private func haveFacts(_ bot: CustomerBot, _ say: Words) -> [(name: String, value: HTML?)] {
  [
    (say("Tier", "Pakket"), bot.row.tier.map { shown($0, upTo: 60) }),
    (say("Add-ons", "Extra's"), tags(bot.addons)), (say("Features", "Functies"), tags(bot.features)),
    (say("Discord servers", "Discord-servers"), tags(bot.guilds)),
    (say("From", "Vanaf"), bot.firstDay.map { "\(say.day($0))" }),
    (say("Until", "Tot en met"), bot.lastDay.map { "\(say.day($0))" }),
  ] + (bot.limits.map { limitFacts($0, say) } ?? [])
}

private func serverCard(_ bot: CustomerBot, _ say: Words) -> HTML {
  guard let server = bot.server else { return "" }
  return section(
    say("Server", "Server"), id: "server",
    facts([
      (say("Id on the panel", "Id op het panel"), "<code>\(server.identifier)</code>"),
      (say("Address", "Adres"), server.address.map { "<code>\($0)</code>" }),
      (say("Files (SFTP)", "Bestanden (SFTP)"), server.files.map(sftpAddress)),
      (say("SFTP user", "SFTP-gebruiker"), server.files.map { "<code>\(shown($0.user, upTo: 120))</code>" }),
    ]))
}

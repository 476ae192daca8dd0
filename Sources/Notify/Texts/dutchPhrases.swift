extension Phrases {
  static let dutch = Phrases(
    customers: { word in
      switch word {
      case .received:
        ("We hebben je bestelling {order}", "We hebben je bestelling {order} ontvangen en bekijken die nu.")
      case .waiting: ("Je bestelling {order} wacht", "Je bestelling {order} wacht. {reason} {next}")
      case .deploying:
        (
          "Je bot wordt klaargezet",
          "Je bot “{name}” (bestelling {order}) wordt klaargezet. Meestal duurt dat een paar minuten."
        )
      case .running: ("Je bot staat klaar", "De server van je bot “{name}” (bestelling {order}) staat klaar. {next}")
      case .suspended: ("Je bot staat stil", "Je bot “{name}” (bestelling {order}) staat stil. {reason} {next}")
      case .ending:
        (
          "Je bot stopt",
          "Je bot “{name}” (bestelling {order}) is gestopt. De server en de bestanden worden op {until} verwijderd; tot dan kan het nog worden teruggedraaid."
        )
      case .ended: ("Je bot is beëindigd", "Je bestelling {order} is beëindigd; er is geen server meer.")
      case .failed: ("Er ging iets mis met je bot", "Er ging iets mis met je bot “{name}” (bestelling {order}). {next}")
      case .crashLoop:
        (
          "Je bot blijft vastlopen",
          "Je bot “{name}” (bestelling {order}) is een paar keer achter elkaar gestopt en wordt niet meer vanzelf gestart. De console op het paneel laat zien waarom."
        )
      case .needsToken:
        (
          "Je bot heeft zijn token nodig",
          "Je bot “{name}” (bestelling {order}) is gestart zonder token, en kan niet draaien zonder. {next}"
        )
      case .drift:
        (
          "De server van je bot is aangepast",
          "De server van je bot “{name}” (bestelling {order}) is met de hand aangepast."
        )
      }
    },
    staff: ("{order}: {state}", "Bestelling {order} ({tier}, klant {customer}): {state}. {reason} {until} {code}"),
    name: { word in
      switch word {
      case .received: "ontvangen"
      case .waiting: "wacht"
      case .deploying: "wordt klaargezet"
      case .running: "draait"
      case .suspended: "gepauzeerd"
      case .ending: "loopt af"
      case .ended: "beëindigd"
      case .failed: "mislukt"
      case .crashLoop: "blijft vastlopen"
      case .needsToken: "heeft zijn token nodig"
      case .drift: "met de hand aangepast"
      }
    },
    reason: { reason in
      switch reason {
      case .payment: "Die is nog niet betaald."
      case .capacity: "Er is op dit moment geen plaats op onze machines."
      case .review: "Een van ons moet ernaar kijken."
      case .panel: "De machine die alles klaarzet is op dit moment niet bereikbaar."
      case .overdue: "De betaling is te laat."
      case .refunded: "Het geld is teruggestort."
      case .cancelled: "De bestelling is geannuleerd."
      case .inOrder: "De winkel heeft de bot gepauzeerd."
      case .byHand: "De bot is met de hand gepauzeerd."
      case .periodOver: "De betaalde periode is voorbij."
      case .triedAgain: "Het wordt vanzelf opnieuw geprobeerd."
      case .staffActs: "Iemand moet ernaar kijken."
      }
    },
    next: { word, reason, token in
      switch (word, reason, token) {
      case (.running, _, .needed): "De bot start pas als je het token hebt ingevuld: op het paneel, onder Startup."
      case (.running, _, .given): "Je hoeft niets te doen."
      case (.running, _, _): "Heb je het token van je bot nog niet ingevuld? Dat doe je op het paneel, onder Startup."
      case (.needsToken, _, _): "Vul het token van je bot in op het paneel, onder Startup, en start de bot opnieuw."
      case (_, .payment, _): "Het gaat vanzelf verder zodra je betaling binnen is."
      case (_, .overdue, _), (_, .periodOver, _): "De bot start weer zodra je betaling binnen is."
      case (_, .capacity, _), (_, .panel, _):
        "Je hoeft niets te doen: het gaat vanzelf verder en je bestelling raakt niet zoek."
      case (_, .triedAgain, _): "Je hoeft niets te doen: het wordt vanzelf opnieuw geprobeerd."
      case (_, .staffActs, _): "Je hoeft niets te doen: we weten ervan en kijken ernaar."
      case (_, .review, _): "Je hoeft niets te doen."
      case (_, _, _): "Neem contact met ons op als je dit niet verwachtte."
      }
    },
    months: [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
      "december",
    ])
}

extension Phrases {
  static let english = Phrases(
    customers: { word in
      switch word {
      case .received: ("We have your order {order}", "We have received your order {order} and are looking at it now.")
      case .waiting: ("Your order {order} is waiting", "Your order {order} is waiting. {reason} {next}")
      case .deploying:
        (
          "Your bot is being set up",
          "Your bot “{name}” (order {order}) is being set up. This usually takes a few minutes."
        )
      case .running: ("Your bot is ready", "The server of your bot “{name}” (order {order}) is ready. {next}")
      case .suspended: ("Your bot is paused", "Your bot “{name}” (order {order}) is paused. {reason} {next}")
      case .ending:
        (
          "Your bot comes to an end",
          "Your bot “{name}” (order {order}) has been stopped. Its server and its files are deleted on {until}; until then this can be undone."
        )
      case .ended: ("Your bot has ended", "Your order {order} has ended, and it has no server any more.")
      case .failed:
        ("Something went wrong with your bot", "Something went wrong with your bot “{name}” (order {order}). {next}")
      case .crashLoop:
        (
          "Your bot keeps crashing",
          "Your bot “{name}” (order {order}) stopped several times in a row and is not started again by itself. Its console on the panel shows why."
        )
      case .needsToken:
        (
          "Your bot needs its token",
          "Your bot “{name}” (order {order}) was started without its token, and cannot run without it. {next}"
        )
      case .drift:
        ("Your bot's server was changed", "The server of your bot “{name}” (order {order}) was changed by hand.")
      }
    },
    staff: ("{order}: {state}", "Order {order} ({tier}, customer {customer}): {state}. {reason} {until} {code}"),
    name: { word in
      switch word {
      case .received: "received"
      case .waiting: "waiting"
      case .deploying: "being set up"
      case .running: "running"
      case .suspended: "suspended"
      case .ending: "ending"
      case .ended: "ended"
      case .failed: "failed"
      case .crashLoop: "keeps crashing"
      case .needsToken: "needs its token"
      case .drift: "changed by hand"
      }
    },
    reason: { reason in
      switch reason {
      case .payment: "It is not paid yet."
      case .capacity: "There is no room on our machines at the moment."
      case .review: "One of us has to look at it."
      case .panel: "The machine that sets it up cannot be reached at the moment."
      case .overdue: "Its payment is overdue."
      case .refunded: "It was refunded."
      case .cancelled: "It was cancelled."
      case .inOrder: "The shop has paused it."
      case .byHand: "It was paused by hand."
      case .periodOver: "The period that was paid for has ended."
      case .triedAgain: "It is tried again by itself."
      case .staffActs: "A person has to look at it."
      }
    },
    next: { word, reason, token in
      switch (word, reason, token) {
      case (.running, _, .needed):
        "It needs the token of your bot before it can start: enter it on the panel, under Startup."
      case (.running, _, .given): "You need not do anything."
      case (.running, _, _): "If you have not done so yet, enter the token of your bot on the panel, under Startup."
      case (.needsToken, _, _): "Enter the token of your bot on the panel, under Startup, and start it again."
      case (_, .payment, _): "It goes on by itself as soon as your payment is in."
      case (_, .overdue, _), (_, .periodOver, _): "It starts again as soon as your payment is in."
      case (_, .capacity, _), (_, .panel, _):
        "You need not do anything: it goes on by itself, and your order is not lost."
      case (_, .triedAgain, _): "You need not do anything: it is tried again by itself."
      case (_, .staffActs, _): "You need not do anything: we have been told and are looking at it."
      case (_, .review, _): "You need not do anything."
      case (_, _, _): "Please contact us if you did not expect this."
      }
    },
    months: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ])
}

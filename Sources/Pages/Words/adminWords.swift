import Health
import History
import Planner
import Views

extension OrderStatus.Phase {
  func word(_ say: Words) -> String {
    switch self {
    case .new: say("new", "nieuw")
    case .waiting: say("waiting", "wacht")
    case .installing: say("installing", "installeert")
    case .running: say("running", "actief")
    case .suspended: say("suspended", "gepauzeerd")
    case .terminating: say("terminating", "loopt af")
    case .terminated: say("terminated", "beëindigd")
    case .closed: say("closed", "gesloten")
    case .failed: say("failed", "mislukt")
    case .orphan: say("orphan", "zonder bestelling")
    case .unreadable: say("unreadable", "onleesbaar")
    }
  }

  var tone: BotCondition.Tone {
    switch self {
    case .running: .good
    case .new, .installing: .busy
    case .waiting, .suspended, .terminating, .orphan: .warning
    case .terminated, .closed: .idle
    case .failed, .unreadable: .bad
    }
  }
}

extension BotState {
  func word(_ say: Words) -> String {
    switch self {
    case .running: say("running", "draait")
    case .starting: say("starting", "start op")
    case .stopping: say("stopping", "stopt")
    case .offline: say("offline", "offline")
    case .crashed: say("crashed", "gecrasht")
    case .crashLoop: say("crash loop", "crasht steeds")
    case .needsToken: say("needs token", "token nodig")
    case .suspended: say("suspended", "gepauzeerd")
    case .installing: say("installing", "installeert")
    case .unknown: say("unknown", "onbekend")
    }
  }

  var tone: BotCondition.Tone {
    switch self {
    case .running: .good
    case .starting, .stopping, .installing: .busy
    case .offline, .unknown: .idle
    case .needsToken, .suspended: .warning
    case .crashed, .crashLoop: .bad
    }
  }
}

extension BotReason {
  func words(_ say: Words) -> String {
    switch self {
    case .stoppedByPerson: say("somebody stopped it", "iemand heeft hem gestopt")
    case .stoppedBySchedule: say("a schedule of its server stopped it", "een schema van zijn server heeft hem gestopt")
    case .neverStarted: say("nobody has started it yet", "nog door niemand gestart")
    case .beganAnew: say("it began anew by itself", "vanzelf opnieuw begonnen")
    case .notUpYet: say("there is no process yet", "er is nog geen proces")
    case .notStartedSince:
      say("nobody has started it since the panel stopped it", "nog niet gestart sinds het panel hem stopte")
    case .startedWithoutToken: say("it was started without a token", "gestart zonder token")
    case .justDown: say("it went down just now", "zojuist gestopt")
    case .endedByItself: say("it ended by itself, and its node gave up", "vanzelf gestopt, en de node gaf het op")
    case .endsAfterEveryStart: say("it ends after every start", "stopt na elke start")
    case .tokenMissing: say("the token is empty or initial", "het token is leeg of nog het eerste")
    case .installFailed: say("the installation failed", "de installatie is mislukt")
    case .restoring: say("a backup is being restored", "er wordt een back-up teruggezet")
    case .moving: say("it is being moved to another node", "wordt naar een andere node verplaatst")
    case .panelUnreachable: say("the panel does not answer", "het panel antwoordt niet")
    case .nodeUnreachable: say("its node does not answer the panel", "de node antwoordt het panel niet")
    case .nodeInMaintenance: say("its node is in maintenance", "de node is in onderhoud")
    case .notFound: say("the panel does not have it", "het panel kent hem niet")
    case .notLooked: say("nobody has looked yet", "er is nog niet gekeken")
    case .unfamiliar: say("the panel says a word that is not known", "het panel zegt een onbekend woord")
    }
  }
}

extension Need {
  func words(_ say: Words) -> String {
    switch self {
    case .failed: say("failed", "mislukt")
    case .crashLoop: say("crash loop", "crasht steeds")
    case .crashed: say("crashed", "gecrasht")
    case .unreadable: say("errors in the document", "fouten in het document")
    case .room: say("waiting for room", "wacht op ruimte")
    case .review: say("waiting for a decision", "wacht op een beslissing")
    case .orphan: say("server without an order", "server zonder bestelling")
    case .unseen: say("cannot be seen", "niet te zien")
    }
  }
}

extension HistoryEvent.Kind {
  func words(_ say: Words) -> String {
    switch self {
    case .asked: say("ordered", "besteld")
    case .edited: say("changed", "gewijzigd")
    case .moved: say("document moved", "document verplaatst")
    case .removed: say("document removed", "document verwijderd")
    case .catalog: say("catalog changed", "catalogus gewijzigd")
    case .settings: say("settings changed", "instellingen gewijzigd")
    case .created: say("server made", "server gemaakt")
    case .linked: say("server linked", "server gekoppeld")
    case .adopted: say("recorded as it was", "vastgelegd zoals het was")
    case .updated: say("server changed", "server aangepast")
    case .suspended: say("suspended", "gepauzeerd")
    case .resumed: say("running again", "draait weer")
    case .deleted: say("server deleted", "server verwijderd")
    case .driftReverted: say("drift set back", "afwijking teruggezet")
    case .installed: say("installed", "geïnstalleerd")
    case .failed: say("failed", "mislukt")
    case .repaired: say("repaired", "hersteld")
    case .terminating: say("to be deleted", "wordt verwijderd")
    case .orphaned: say("order removed", "bestelling verdwenen")
    case .reprieved: say("kept", "behouden")
    case .suspendedByHand: say("suspended by hand", "met de hand gepauzeerd")
    case .byHandEnded: say("suspension by hand ended", "handmatige pauze voorbij")
    case .recordRemoved: say("record removed", "vastlegging verwijderd")
    }
  }

  var tone: BotCondition.Tone {
    switch self {
    case .failed, .deleted, .removed, .recordRemoved: .bad
    case .suspended, .terminating, .orphaned, .suspendedByHand: .warning
    case .created, .installed, .repaired, .resumed, .reprieved, .byHandEnded: .good
    case .asked, .edited, .moved, .catalog, .settings, .linked, .adopted, .updated, .driftReverted: .busy
    }
  }
}

extension Deed {
  func words(_ say: Words) -> String {
    switch self {
    case .provision: say("Accept and provision", "Accepteren en leveren")
    case .purchase: say("Change tier and add-ons", "Pakket en extra's wijzigen")
    case .suspend: say("Suspend", "Pauzeren")
    case .resume: say("Resume", "Hervatten")
    case .terminate: say("Terminate", "Beëindigen")
    case .reprieve: say("Keep it after all", "Toch behouden")
    }
  }
}

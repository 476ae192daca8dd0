import Health
import Notify
import Planner
import Views

extension BotCondition {
  /// A word or two for the badge.
  func word(_ say: Words) -> String {
    switch self {
    case .received: say("received", "ontvangen")
    case .waiting(.payment): say("waiting for payment", "wacht op betaling")
    case .waiting(.capacity): say("waiting for room", "wacht op ruimte")
    case .waiting(.review): say("being looked at", "wordt bekeken")
    case .waiting(.panel): say("waiting", "wacht")
    case .deploying: say("being made", "wordt gemaakt")
    case .installing: say("installing", "wordt geïnstalleerd")
    case .running: say("online", "online")
    case .starting: say("starting", "start op")
    case .stopping: say("stopping", "stopt")
    case .offline(.new): say("not started yet", "nog niet gestart")
    case .offline(.stopped), .offline(.justDown): say("offline", "offline")
    case .crashed: say("crashed", "gecrasht")
    case .crashLoop: say("keeps crashing", "crasht steeds")
    case .needsToken: say("needs its token", "heeft een token nodig")
    case .suspended: say("suspended", "gepauzeerd")
    case .ending: say("ending", "loopt af")
    case .ended: say("ended", "beëindigd")
    case .failed: say("failed", "mislukt")
    case .unknown(.unreachable), .unknown(.notLooked): say("not known now", "nu niet bekend")
    case .unknown(.unwatched): say("ready", "klaar")
    }
  }

  /// What it is, in a sentence.
  func sentence(_ say: Words) -> String {
    switch self {
    case .received: say("We have your order.", "We hebben je bestelling.")
    case .waiting(.payment): say("Your bot waits for your payment.", "Je bot wacht op je betaling.")
    case .waiting(.capacity):
      say("Your order is accepted and waits for room.", "Je bestelling is geaccepteerd en wacht op ruimte.")
    case .waiting(.review): say("Somebody is looking at your order.", "Iemand bekijkt je bestelling.")
    case .waiting(.panel): say("Your order waits for our systems.", "Je bestelling wacht op onze systemen.")
    case .deploying: say("Your bot is being made.", "Je bot wordt gemaakt.")
    case .installing: say("Your bot is being installed.", "Je bot wordt geïnstalleerd.")
    case .running: say("Your bot is online.", "Je bot is online.")
    case .starting: say("Your bot is starting.", "Je bot start op.")
    case .stopping: say("Your bot is stopping.", "Je bot stopt.")
    case .offline(.new): say("Your bot is ready for its first start.", "Je bot is klaar voor de eerste start.")
    case .offline(.stopped): say("Your bot is stopped.", "Je bot staat uit.")
    case .offline(.justDown): say("Your bot went down just now.", "Je bot is zojuist gestopt.")
    case .crashed: say("Your bot has crashed.", "Je bot is gecrasht.")
    case .crashLoop: say("Your bot crashes after every start.", "Je bot crasht na elke start.")
    case .needsToken: say("Your bot needs its Discord token.", "Je bot heeft zijn Discord-token nodig.")
    case .suspended: say("Your bot is suspended.", "Je bot is gepauzeerd.")
    case .ending: say("Your bot is being ended.", "Je bot wordt beëindigd.")
    case .ended: say("This order has ended.", "Deze bestelling is beëindigd.")
    case .failed: say("Your bot could not be made or changed.", "Je bot kon niet worden gemaakt of aangepast.")
    case .unknown(.unreachable): say("We cannot see your bot right now.", "We kunnen je bot nu even niet zien.")
    case .unknown(.notLooked): say("We are about to look at your bot.", "We gaan zo naar je bot kijken.")
    case .unknown(.unwatched): say("Your bot has its server.", "Je bot heeft zijn server.")
    }
  }

  /// Why it does not run, and what to do now; nil where there is nothing to say.
  func advice(_ say: Words) -> String? {
    switch self {
    case .running, .stopping: nil
    case .received:
      say("It is handled in a moment. You need not do anything.", "Dat duurt even. Je hoeft niets te doen.")
    case .waiting(.payment):
      say(
        "Pay the open invoice in the shop. Your bot is made as soon as the payment is in; you need not tell us.",
        "Betaal de openstaande factuur in de winkel. Zodra de betaling binnen is wordt je bot gemaakt; je hoeft niets te melden."
      )
    case .waiting(.capacity):
      say(
        "All machines are full at the moment. You are next when there is room, and are told. You need not do anything.",
        "Alle machines zijn nu vol. Zodra er ruimte is ben je aan de beurt, en hoor je het. Je hoeft niets te doen.")
    case .waiting(.review):
      say(
        "A person has to decide something before your bot is made. You need not do anything; ask support if it takes more than a day.",
        "Iemand moet iets beslissen voordat je bot wordt gemaakt. Je hoeft niets te doen; vraag de helpdesk als het langer dan een dag duurt."
      )
    case .waiting(.panel):
      say(
        "It is tried again by itself. You need not do anything.",
        "Het wordt vanzelf opnieuw geprobeerd. Je hoeft niets te doen.")
    case .deploying, .installing:
      say(
        "This usually takes a few minutes. This page shows when it is done.",
        "Meestal duurt dit een paar minuten. Deze pagina laat zien wanneer het klaar is.")
    case .starting:
      say(
        "If it answers in Discord, all is well: some bots never say that they have started.",
        "Als hij in Discord antwoordt is alles goed: sommige bots melden nooit dat ze gestart zijn.")
    case .offline(.new): say("Put your files in place and start it.", "Zet je bestanden klaar en start hem.")
    case .offline(.justDown):
      say(
        "We look whether it comes back by itself. The console on the panel shows the last lines that it wrote.",
        "We kijken of hij vanzelf terugkomt. De console op het panel laat de laatste regels zien.")
    case .offline(.stopped):
      say(
        "Somebody stopped it. Start it when you want it back.",
        "Iemand heeft hem gestopt. Start hem als je hem weer wilt gebruiken.")
    case .crashed:
      say(
        "It ended by itself, and so did the next start. The console on the panel shows the last lines that it wrote; the reason stands there. Fix that, then start it.",
        "Hij stopte vanzelf, en bij de volgende start weer. De console op het panel laat de laatste regels zien; daar staat de reden. Los die op en start hem dan."
      )
    case .crashLoop:
      say(
        "It was started again several times and stopped each time, so we no longer try. Check the token and your code: the console on the panel shows the last lines that it wrote. Then start it here.",
        "Hij is een paar keer opnieuw gestart en stopte telkens, dus we proberen het niet meer. Controleer het token en je code: de console op het panel laat de laatste regels zien. Start hem daarna hier."
      )
    case .needsToken:
      say("Without it Discord does not let your bot in.", "Zonder token laat Discord je bot niet binnen.")
    case .suspended(.overdue):
      say(
        "A payment is overdue. Your files are kept. Pay the open invoice in the shop, and your bot runs again by itself.",
        "Er is een betaling te laat. Je bestanden blijven bewaard. Betaal de openstaande factuur in de winkel, dan draait je bot vanzelf weer."
      )
    case .suspended(.refunded):
      say(
        "Your payment was refunded. Ask the shop if that is not right.",
        "Je betaling is teruggestort. Vraag het de winkel als dat niet klopt.")
    case .suspended(.cancelled):
      say(
        "The order was cancelled. Ask the shop if that is not right.",
        "De bestelling is geannuleerd. Vraag het de winkel als dat niet klopt.")
    case .suspended(.inOrder), .suspended(.byHand):
      say(
        "Our staff did this. Your files are kept. Ask support why.",
        "Onze medewerkers hebben dit gedaan. Je bestanden blijven bewaard. Vraag de helpdesk waarom.")
    case .suspended(.periodOver(let last)):
      say(
        "What you paid for ended on \(say.day(last)). Your files are kept. Renew in the shop, and your bot runs again by itself.",
        "De betaalde periode eindigde op \(say.day(last)). Je bestanden blijven bewaard. Verleng in de winkel, dan draait je bot vanzelf weer."
      )
    case .ending(let day):
      say(
        "Everything is deleted from \(say.day(day)) on, files and backups included. Until then you can still ask the shop to keep it.",
        "Vanaf \(say.day(day)) wordt alles verwijderd, ook bestanden en back-ups. Tot die tijd kun je de winkel nog vragen om hem te houden."
      )
    case .ended: say("There is no server for it any more.", "Er is geen server meer voor.")
    case .failed(.itself):
      say(
        "It is tried again by itself. You need not do anything.",
        "Het wordt vanzelf opnieuw geprobeerd. Je hoeft niets te doen.")
    case .failed(.staff):
      say(
        "Our staff have been told and will look at it. You need not do anything.",
        "Onze medewerkers weten ervan en kijken ernaar. Je hoeft niets te doen.")
    case .unknown(.notLooked): say("This takes a minute at most.", "Dat duurt hooguit een minuut.")
    case .unknown(.unwatched):
      say("The panel shows whether it runs.", "Het panel laat zien of hij draait.")
    case .unknown(.unreachable):
      say(
        "The machine or the panel does not answer us at the moment. That says nothing about your bot: it may well be running.",
        "De machine of het panel antwoordt ons op dit moment niet. Dat zegt niets over je bot: die kan gewoon draaien.")
    }
  }
}

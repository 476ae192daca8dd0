import Testing

@testable import PanelSandbox

/// The life of a bot as Wings has it.
@Suite struct PowerTests {
  private func at(_ seconds: Double) -> Moment { Moment(milliseconds: 1_795_000_000_000 + Int(seconds * 1000)) }

  private func state(_ power: Power, _ seconds: Double) -> String {
    var power = power
    power.advance(to: at(seconds))
    return power.state.rawValue
  }

  @Test func `It starts and stops within a second each`() {
    var power = Power()
    #expect(state(power, 0) == "offline")
    power.receive(.start, at: at(1))
    #expect(state(power, 1.5) == "starting" && state(power, 2) == "running")
    power.receive(.stop, at: at(10))
    #expect(state(power, 10.5) == "stopping" && state(power, 11) == "offline")
    power.receive(.start, at: at(20))
    power.receive(.restart, at: at(30))
    #expect(state(power, 30.5) == "stopping" && state(power, 31.5) == "starting" && state(power, 32) == "running")
    power.receive(.kill, at: at(40))
    #expect(state(power, 40) == "offline")
    power.receive(.stop, at: at(41))
    #expect(state(power, 41) == "offline")
  }

  @Test func `What ends by itself is started once, and given up where it ends again within a minute`() {
    var power = Power()
    power.receive(.start, at: at(0))
    power.crash(at: at(100))
    #expect(state(power, 100) == "starting" && state(power, 101) == "running")
    power.crash(at: at(159))
    #expect(state(power, 159) == "offline" && state(power, 10_000) == "offline")
    power.receive(.start, at: at(200))
    // More than a minute after Wings started it last.
    power.crash(at: at(300))
    #expect(state(power, 301) == "running")
  }

  @Test
  func `A bot that ends after each start is offline soon, and one that takes longer than a minute goes on for ever`() {
    var loop = Power()
    loop.live(.ends(after: 2000), at: at(0))
    loop.receive(.start, at: at(0))
    #expect(state(loop, 1.5) == "running" && state(loop, 3.5) == "running" && state(loop, 4) == "offline")
    var slow = Power()
    slow.live(.ends(after: 90_000), at: at(0))
    slow.receive(.start, at: at(0))
    slow.advance(to: at(86_400))
    #expect(slow.state != .offline && slow.uptime(at: at(86_400)) < 90_000)
  }

  @Test func `Without a done text it is starting for ever, and its uptime grows`() {
    var power = Power()
    power.hasDoneText = false
    power.receive(.start, at: at(0))
    power.advance(to: at(5000))
    #expect(power.state == .starting && power.uptime(at: at(5000)) == 5_000_000)
    power.crash(at: at(5001))
    #expect(power.state == .starting && power.uptime(at: at(5001)) == 0)
  }

  @Test func `A machine that comes back starts what ran, and forgets what ended`() {
    var power = Power()
    power.receive(.start, at: at(0))
    power.crash(at: at(100))
    power.reboot(at: at(110))
    #expect(state(power, 112) == "running")
    power.crash(at: at(120))
    #expect(state(power, 122) == "running")
    var off = Power()
    off.reboot(at: at(0))
    #expect(state(off, 5) == "offline")
  }

  @Test func `A bot that loops while it runs goes on running for a while first`() {
    var power = Power()
    power.receive(.start, at: at(0))
    power.advance(to: at(500))
    power.live(.ends(after: 2000), at: at(500))
    #expect(state(power, 501) == "running" && power.uptime(at: at(501)) == 501_000)
    #expect(state(power, 505) == "offline")
  }

  @Test func `The digest is the published one`() {
    #expect(sha1("1") == "356a192b7913b04c54574d18c28d46e6395428ab")
    #expect(sha1("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(sha1(String(repeating: "a", count: 200)).count == 40)
  }

  @Test func `Steps of the control endpoint are read, and refused with what is wrong`() throws {
    guard case .bot(let change) = try ControlStep(["do": "bot", "server": 3, "does": "loop", "seconds": 5]) else {
      Issue.record("no bot")
      return
    }
    #expect(change.server == 3 && change.deed == .live(.ends(after: 5000)))
    for step: JSON in [
      ["do": "bot", "does": "loop"], ["do": "bot", "server": 3], ["do": "bot", "server": 3, "does": "fly"],
      ["do": "reboot"],
    ] {
      #expect(throws: ControlStep.Unknown.self) { try ControlStep(step) }
    }
    var panel = try makePanel(SandboxSettings(), at: at(0))
    #expect(throws: ControlStep.Unknown.self) { try panel.state.apply(change) }
  }
}

import Planner
import Reports
import Snapshots
import Testing

struct CapacityTests {
  @Test func `Every node has its bars`() throws {
    try expectSnapshot(capacityText(shownCapacity, style: .plain), "capacity.txt")
  }

  @Test func `At eighty columns bars are shorter and words go on below`() throws {
    let plain = capacityText(shownCapacity, style: Style(palette: .plain, width: .columns(80)))
    #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectSnapshot(
      capacityText(shownCapacity, style: Style(palette: .coloured, width: .columns(80))), "capacity-80.ansi")
  }

  @Test func `As JSON it holds the numbers`() throws {
    try expectSnapshot(capacityJSON(shownCapacity), "shown.capacity.json")
  }

  @Test func `Hostile names act on nothing`() {
    let evil = "\u{1b}[2J\u{202e}\n"
    let capacity = Capacity(
      fleet: evil, panel: evil, revision: .dirty(basedOn: nil), asOf: day("2026-11-22"),
      nodes: [
        NodeLoad(
          id: NodeID(1), name: evil, standing: .open, memory: Load(limit: 1, used: 1, planned: 0, promised: 0),
          disk: Load(limit: 1, used: 0, planned: 0, promised: 0), allocations: nil, reserve: .init(memory: 0, disk: 0),
          room: [TierRoom(tier: TierName(evil), count: 1)])
      ], room: [], unplaceable: [])
    for text in [capacityText(capacity, style: .plain), capacityJSON(capacity)] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
    }
  }
}

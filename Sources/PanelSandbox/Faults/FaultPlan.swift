/// The faults that are still to come.
struct FaultPlan: Sendable {
  private var faults: [Fault] = []

  mutating func add(_ fault: Fault) { faults.append(fault) }

  mutating func forget() { faults = [] }

  /// The fault that befalls this request, if any: the first that concerns it and lets no more through.
  mutating func take(for request: Request) -> Fault? {
    for index in faults.indices where faults[index].concerns(request) {
      if faults[index].skips > 0 {
        faults[index].skips -= 1
        continue
      }
      let fault = faults[index]
      if let times = fault.times {
        faults[index].times = times - 1
        if times <= 1 { faults.remove(at: index) }
      }
      return fault
    }
    return nil
  }
}

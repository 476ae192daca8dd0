import FoundationEssentials

/// The folder of the sample fleet: where packages put it, in the repository that this program was built in, or in the one that somebody stands in.
public func findSample(from here: String) throws -> String {
  let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  for start in [own, here] {
    var folder = start[...]
    while let slash = folder.lastIndex(of: "/") {
      for sample in ["\(folder)/share/botfleet/fleet", "\(folder)/fleet"]
      where FileManager.default.fileExists(atPath: "\(sample)/fleet.yaml") { return sample }
      folder = folder[..<slash]
    }
  }
  throw DemoFailure.noSample
}

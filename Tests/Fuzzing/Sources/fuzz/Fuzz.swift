import CLibFuzzer
import Glibc

/// `fuzz TARGET [OPTIONS OF LIBFUZZER]`; without arguments the names of the targets.
@main
enum Fuzz {
  static func main() {
    guard CommandLine.arguments.count > 1 else {
      for target in FuzzTarget.all { print(target.name) }
      return
    }
    guard let index = FuzzTarget.all.firstIndex(where: { $0.name == CommandLine.arguments[1] }) else {
      print("there is no target \(CommandLine.arguments[1])")
      exit(64)
    }
    Fuzz.chosen = index
    var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.enumerated().filter { $0.offset != 1 }
      .map { strdup($0.element) }
    var count = Int32(arguments.count)
    arguments.append(nil)
    arguments.withUnsafeMutableBufferPointer { buffer in
      var pointer = buffer.baseAddress
      _ = LLVMFuzzerRunDriver(&count, &pointer) { bytes, size in
        FuzzTarget.all[Fuzz.chosen].run(Array(UnsafeBufferPointer(start: bytes, count: size)))
        return 0
      }
    }
  }

  /// The callback is a C function and can capture nothing; there is one thread.
  private nonisolated(unsafe) static var chosen = 0
}

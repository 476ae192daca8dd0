import Commands

/// The program `botfleet`.
@main
struct Botfleet {
  static func main() async { await runProgram() }
}

/// What the panel would refuse or a reader should know of the startup that an order's server would get.
struct EggProblems {
  var diagnostics: [Diagnostic] = []
  var notices: [Notice.Kind] = []
}

func eggProblems(
  of order: Order, _ resolved: Desired, startup: ServerSpec.Startup, in fleet: Fleet, eggs: [EggID: Egg]
) -> EggProblems {
  EggProblems()
}

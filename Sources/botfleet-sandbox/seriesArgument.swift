public import ArgumentParser
public import PanelSandbox

extension PanelSeries: ExpressibleByArgument {}

extension Field {
  /// A value as people say it: what is 0 on the panel, or -1 as a swap, is no limit.
  public func said(_ value: String) -> String {
    switch self {
    case .memory, .disk: value == Mebibytes(0).description ? "unlimited" : value
    case .swap: value == Mebibytes(-1).description ? "unlimited" : value
    case .cpu: value == "0%" ? "unlimited" : value
    case .name, .description, .owner, .io, .threads, .databases, .backups, .allocations, .egg, .image, .command,
      .variable, .suspended:
      value
    }
  }
}

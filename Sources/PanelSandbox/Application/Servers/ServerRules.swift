/// The rules on a server's fields that several endpoints share.
enum ServerRules {
  static let externalID = ["sometimes", "nullable", "string", "between:1,191", "unique:servers,external_id"]
  static let name = ["required", "string", "min:1", "max:191"]
  static let description = ["nullable", "string"]
  static let user = ["required", "integer", "exists:users,id"]
  static let egg = ["required", "exists:eggs,id"]
  static let memory = ["numeric", "min:0"]
  static let swap = ["numeric", "min:-1"]
  static let disk = ["numeric", "min:0"]
  static let io = ["numeric", "between:10,1000"]
  static let cpu = ["numeric", "min:0"]
  static let threads = ["nullable", "regex:/^[0-9-,]+$/"]
  static let databaseLimit = ["present", "nullable", "integer", "min:0"]
  static let allocationLimit = ["sometimes", "nullable", "integer", "min:0"]
  static let backupLimit = ["present", "nullable", "integer", "min:0"]

  /// A `~` before it came with 1.12.
  static func image(_ series: PanelSeries) -> [String] {
    ["required", "string", "max:191", "regex:/^" + (series == .current ? "~?" : "") + #"[\w\.\/\-:@ ]*$/"#]
  }
}

/// What the database keeps of a number: it clamps silently, and null is 0 where the column has no null.
enum Column {
  static func unsigned(_ number: Int?) -> Int { min(max(number ?? 0, 0), 4_294_967_295) }
  static func signed(_ number: Int?) -> Int { min(max(number ?? 0, -2_147_483_648), 2_147_483_647) }
}

/// A row of the panel's eggs, with its variables.
struct Egg: Sendable, Identifiable, Equatable {
  var id: Int
  var uuid: String
  var name: String
  var nest: Int
  var author: String
  var description: String?
  /// Label to image, in order.
  var dockerImages: JSONObject
  /// As the panel shows it: `files`, `startup`, `stop`, `logs`, `file_denylist`, `extends`.
  var config: JSON
  var startup: String
  /// As the panel shows it: `privileged`, `install`, `entry`, `container`, `extends`.
  var script: JSON
  var features: JSON
  var variables: [EggVariable]
  var createdAt: Moment
  var updatedAt: Moment

  var firstDockerImage: String? { dockerImages.first?.value.text }
}

/// A variable of an egg.
struct EggVariable: Sendable, Identifiable, Equatable {
  var id: Int
  var egg: Int
  var name: String
  var description: String
  var environmentName: String
  var defaultValue: String
  var isViewable: Bool
  var isEditable: Bool
  /// Separated by `|`, as in the egg.
  var rules: String
  var createdAt: Moment
  var updatedAt: Moment
}

/// A row of the panel's nests.
struct Nest: Sendable, Identifiable, Equatable {
  var id: Int
  var uuid: String
  var author: String
  var name: String
  var description: String?
  var createdAt: Moment
  var updatedAt: Moment
}

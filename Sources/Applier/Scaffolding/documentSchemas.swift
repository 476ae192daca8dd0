/// The schemas of the documents that people write, by kind, as this program brings them along.
public let documentSchemas: [String: String] = [
  "catalog": String(decoding: PackageResources.catalog_schema_json, as: UTF8.self),
  "fleet": String(decoding: PackageResources.fleet_schema_json, as: UTF8.self),
  "order": String(decoding: PackageResources.order_schema_json, as: UTF8.self),
]

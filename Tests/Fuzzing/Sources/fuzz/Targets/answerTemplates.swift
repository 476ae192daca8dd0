/// A page in the place of whose values others can be put: each stands between bars.
let serverTemplate = #"""
  {"object":"list","data":[{"object":"server","attributes":{"id":|17|,"external_id":|"ord-2"|,
  "uuid":|"6e2b7c1e-0000-4000-8000-000000000001"|,"identifier":|"6e2b7c1e"|,"name":|"bot"|,"description":|""|,
  "status":|null|,"suspended":|false|,"limits":{"memory":|512|,"swap":|0|,"disk":|1024|,"io":|500|,"cpu":|50|,
  "threads":|null|},"feature_limits":{"databases":|0|,"allocations":|0|,"backups":|1|},"user":|1|,"node":|1|,
  "allocation":|5|,"egg":|15|,"container":{"startup_command":|"node index.js"|,"image":|"img"|,
  "environment":{"TIER":|"starter"|,"FEATURES":|"moderation"|}},"created_at":|"2026-11-22T11:30:36+00:00"|}}],
  "meta":{"pagination":{"total":1,"count":1,"per_page":500,"current_page":1,"total_pages":1}}}
  """#

/// The same of a node.
let nodeTemplate = #"""
  {"object":"list","data":[{"object":"node","attributes":{"id":|1|,"name":|"node-1"|,"location_id":|1|,"public":|true|,
  "maintenance_mode":|false|,"memory":|8192|,"memory_overallocate":|0|,"disk":|20480|,"disk_overallocate":|-1|}}],
  "meta":{"pagination":{"total":1,"count":1,"per_page":500,"current_page":1,"total_pages":1}}}
  """#

/// The template with its values replaced by those that are not empty.
func filledPage(_ template: String, with values: [String]) -> [UInt8] {
  var filled = ""
  for (index, part) in template.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
    let place = index / 2
    let isValue = index % 2 == 1 && place < values.count && !values[place].isEmpty
    filled += isValue ? values[place] : String(part)
  }
  return Array(filled.utf8)
}

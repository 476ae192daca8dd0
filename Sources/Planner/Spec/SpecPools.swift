/// What many recorded specs have in common, while they are read.
struct SpecPools: Sendable {
  var texts = Pool<String>()
  var fields = Pool<[Field]>()
  var values = Pool<[String?]>()
}

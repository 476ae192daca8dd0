/// Which part of a list a request wants.
struct Page: Sendable {
  var number: Int
  var size: Int
  /// Whether less than nothing was asked for: `-0.5` is less, and is told as 0.
  private var isNegative: Bool

  /// Reads `page` and `per_page` with the panel's oddities (recordings 20-008 to 20-023).
  init(of query: JSONObject, usual: Int = 50, most: Int? = nil) throws(Refusal) {
    number = max(1, query["page"].flatMap(PHPNumber.integer) ?? 1)
    let asked = query["per_page"] ?? .null
    let size = try Self.size(asked, usual: usual, most: most)
    isNegative = PHPNumber.number(asked).map { $0 < 0 } ?? false
    self.size = min(size, most ?? size)
  }

  /// Where there is a cap, what is no number counts as more than it.
  private static func size(_ value: JSON, usual: Int, most: Int?) throws(Refusal) -> Int {
    guard value != .null else { return usual }
    if let most, PHPNumber.number(value) == nil { return most }
    guard let text = value.text else { throw .unexpected("TypeError") }
    guard let number = PHPNumber.number(value) else {
      throw .unexpected(PHPNumber.leadingNumber(text) == nil ? "TypeError" : "ErrorException")
    }
    if number < 0 { return Int(exactly: number.rounded(.up)) ?? .min }
    return number < 1 ? 15 : Int(exactly: number.rounded(.down)) ?? .max
  }

  /// The ids on this page. A size below zero leaves an offset without a limit, at which a database stumbles, unless nothing is there to ask for.
  func slice<IDs: RandomAccessCollection>(of ids: IDs) throws(Refusal) -> IDs.SubSequence where IDs.Index == Int {
    guard !ids.isEmpty else { return ids[ids.startIndex..<ids.endIndex] }
    guard !isNegative else { throw .unexpected("QueryException") }
    let start = (number - 1).multipliedReportingOverflow(by: size)
    guard !start.overflow, start.partialValue < ids.count else { return ids[ids.endIndex..<ids.endIndex] }
    let from = ids.startIndex + start.partialValue
    return ids[from..<(ids.endIndex - from > size ? from + size : ids.endIndex)]
  }

  /// How the links to other pages are written: the Application API forgets everything but the page.
  enum Links: Sendable {
    case pageOnly
    case wholeQuery(JSONObject)
  }

  /// A whole answer: the objects of this page, and where it stands among the others.
  func list(_ objects: [JSON], total: Int, url: String, links: Links = .pageOnly) -> JSON {
    ["object": "list", "data": .array(objects), "meta": ["pagination": pagination(objects, total, url, links)]]
  }

  private func pagination(_ objects: [JSON], _ total: Int, _ url: String, _ links: Links) -> JSON {
    let pages = total == 0 ? 1 : (total - 1) / size + 1
    var linked = JSONObject()
    if number > 1 { linked.append("previous", .string(link(to: number - 1, url, links))) }
    if number < pages { linked.append("next", .string(link(to: number + 1, url, links))) }
    return [
      "total": .integer(total), "count": .integer(objects.count), "per_page": .integer(size),
      "current_page": .integer(number), "total_pages": .integer(pages), "links": .object(linked),
    ]
  }

  private func link(to page: Int, _ url: String, _ links: Links) -> String {
    switch links {
    case .pageOnly: return "\(url)?page=\(page)"
    case .wholeQuery(let query):
      let others = query.filter { $0.key != "page" }.flatMap { Self.pairs($0.key, $0.value) }
      return "\(url)?" + (others + ["page=\(page)"]).joined(separator: "&")
    }
  }

  private static func pairs(_ name: String, _ value: JSON) -> [String] {
    switch value {
    case .object(let members): members.flatMap { pairs("\(name)[\($0.key)]", $0.value) }
    case .array(let items): items.enumerated().flatMap { pairs("\(name)[\($0.offset)]", $0.element) }
    default: PHPNumber.text(value).map { ["\(percentEncoded(name))=\(percentEncoded($0))"] } ?? []
    }
  }
}

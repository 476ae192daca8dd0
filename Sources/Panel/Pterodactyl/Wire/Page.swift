/// One page of a list, with what the panel says about the whole.
struct Page<Item: WireItem>: Decodable {
  struct Meta: Decodable {
    struct Pagination: Decodable {
      let total: Int
      let count: Int
      let page: Int
      let pages: Int

      private enum CodingKeys: String, CodingKey {
        case total, count
        case page = "current_page"
        case pages = "total_pages"
      }
    }
    let pagination: Pagination
  }

  let data: [Resource<Item>]
  let meta: Meta

  private enum CodingKeys: CodingKey { case data, meta }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    data = try Resource.list(in: container.nestedUnkeyedContainer(forKey: .data))
    meta = try container.decode(Meta.self, forKey: .meta)
  }

  var pagination: Meta.Pagination { meta.pagination }
}

/// The related things that an `include` asked for.
struct WireRelated<Item: WireItem>: Decodable {
  /// Nil where the key may not read them: the panel says `null_resource` (recording 21-003).
  let items: [Item]?

  private enum Key: CodingKey {
    case object, data
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(String.self, forKey: .object) {
    case "null_resource": items = nil
    case "list":
      items = try Resource<Item>.list(in: container.nestedUnkeyedContainer(forKey: .data)).map(\.attributes)
    default:
      throw DecodingError.dataCorruptedError(forKey: .object, in: container, debugDescription: "neither list nor null")
    }
  }
}

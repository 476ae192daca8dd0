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

  var pagination: Meta.Pagination { meta.pagination }
}

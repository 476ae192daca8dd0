import Planner

/// Reads every page of a list, and starts again where the list changed meanwhile.
///
/// The URLs of the pages are our own, because the panel's links lose filter, sort and page size (recording 20-024).
/// What arrives is checked against the announced total, so that half a list is never taken for a whole one.
struct ListWalk<Item: WireItem> {
  let connection: PanelConnection
  let call: APIRequest
  let environment: EnvironmentReading
  /// About how many items there are, as far as somebody knows: so many pages are asked for at once.
  let expected: Int

  private static var pageSize: Int { 500 }
  /// For panels that refuse larger pages (Pterodactyl 2).
  private static var smallPageSize: Int { 100 }
  /// Half a million items: whoever announces more is not a panel of ours, or never means to end.
  private static var mostPages: Int { 1000 }
  /// How much all pages may hold together, so that no panel fills the memory. A server takes about 1.2 KB.
  private static var mostBytes: Int { 256 << 20 }
  private static var walks: Int { 4 }
  /// A panel makes about three such pages a second with one worker, and has four of them as a rule. One more page waits at the panel
  /// while another is decoded here.
  private static var width: Int { 5 }

  init(
    _ call: APIRequest, over connection: PanelConnection, environment: EnvironmentReading = .declared([]),
    expecting expected: Int = 0
  ) {
    self.call = call
    self.connection = connection
    self.environment = environment
    self.expected = expected
  }

  /// How many pages this many items take.
  static func pages(of items: Int) -> Int { pages(of: items, by: pageSize) }

  private static func pages(of items: Int, by pageSize: Int) -> Int { max(1, (items + pageSize - 1) / pageSize) }

  /// Every item, as converted page by page, sorted by number.
  ///
  /// - Parameter tell: called after each page with how many items have arrived, and how many there are.
  func items<Value: Sendable>(
    _ convert: @escaping @Sendable (Item) -> Value, tell: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws(PanelFailure) -> [Value] {
    try await items(onPages: { items in items.map(convert) }, tell: tell)
  }

  /// The same, converted a page at a time, one value for each item.
  func items<Value: Sendable>(
    onPages convert: @escaping @Sendable ([Item]) -> [Value], tell: @escaping @Sendable (Int, Int) -> Void
  ) async throws(PanelFailure) -> [Value] {
    do throws(PanelFailure) {
      return try await items(by: Self.pageSize, convert, tell)
    } catch {
      guard case .rejected(let rejections) = error, rejections.contains(where: { $0.field == "per_page" }) else {
        throw error
      }
      return try await items(by: Self.smallPageSize, convert, tell)
    }
  }

  private func items<Value: Sendable>(
    by pageSize: Int, _ convert: @escaping @Sendable ([Item]) -> [Value], _ tell: @escaping @Sendable (Int, Int) -> Void
  ) async throws(PanelFailure) -> [Value] {
    for _ in 0..<Self.walks {
      if let items = try await walk(by: pageSize, convert, tell) { return items }
    }
    throw .listKeepsMoving(call.path)
  }

  private struct Part<Value: Sendable>: Sendable {
    let total: Int
    let pages: Int
    /// Of the values.
    let numbers: [Int]
    let values: [Value]
    let bytes: Int
  }

  /// Nil where the list changed.
  private func walk<Value: Sendable>(
    by pageSize: Int, _ convert: @escaping @Sendable ([Item]) -> [Value], _ tell: @escaping @Sendable (Int, Int) -> Void
  ) async throws(PanelFailure) -> [Value]? {
    let arrived = ArrivedItems(bytes: Self.mostBytes, tell: tell)
    func pages(_ numbers: Range<Int>) async throws(PanelFailure) -> [Part<Value>] {
      try await concurrently(numbers, width: Self.width) { number in
        let part = await part(number, of: pageSize, convert)
        guard case .success(let page) = part, await !arrived.take(page.values.count, of: page.total, bytes: page.bytes),
          number > 1
        else { return part }
        return .failure(.noAnswer(.never, .flood))
      }
    }
    // A page behind the last one is empty, and says how many there are as any other does.
    let guessed = min(Self.pages(of: expected, by: pageSize), Self.mostPages)
    var parts = try await pages(1..<guessed + 1)
    guard let first = parts.first else { return nil }
    if first.pages > guessed { parts += try await pages(guessed + 1..<first.pages + 1) }
    guard parts.allSatisfy({ $0.total == first.total }) else { return nil }
    let numbers = parts.flatMap(\.numbers)
    guard numbers.count == first.total else { return nil }
    // As a rule the pages are sorted as was asked for.
    if zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }) { return parts.flatMap(\.values) }
    let items = zip(numbers, parts.flatMap(\.values)).sorted { $0.0 < $1.0 }
    guard zip(items, items.dropFirst()).allSatisfy({ $0.0 < $1.0 }) else { return nil }
    return items.map(\.1)
  }

  private func part<Value: Sendable>(
    _ number: Int, of pageSize: Int, _ convert: @escaping @Sendable ([Item]) -> [Value]
  ) async -> Result<Part<Value>, PanelFailure> {
    do throws(PanelFailure) {
      let call = call.adding(["sort=id", "per_page=\(pageSize)", "page=\(number)"])
      return .success(
        try await connection.value(of: call) { response throws(PanelFailure) in
          let page = try decode(Page<Item>.self, from: response, to: call, environment: environment)
          try check(page, number, of: pageSize)
          return Part(
            total: page.pagination.total, pages: page.pagination.pages, numbers: page.data.map(\.attributes.number),
            values: convert(page.data.map(\.attributes)), bytes: response.body.count)
        })
    } catch {
      return .failure(error)
    }
  }

  private func check(_ page: Page<Item>, _ number: Int, of pageSize: Int) throws(PanelFailure) {
    func unreadable(_ field: String, _ problem: String) -> PanelFailure {
      .unreadable(.never, PanelFailure.Unreadable(call: call.name, field: field, problem: problem))
    }
    if page.pagination.page != number { throw unreadable("meta.pagination.current_page", "is not the page asked for") }
    if page.pagination.count != page.data.count {
      throw unreadable("meta.pagination.count", "does not match the number of items received")
    }
    if page.data.count > pageSize { throw unreadable("data", "has more items than were asked for") }
    if page.pagination.pages > Self.mostPages {
      throw unreadable("meta.pagination.total_pages", "is more than \(Self.mostPages)")
    }
    // Three servers on a thousand pages would be a thousand requests for nothing.
    let full = max(page.data.count, 1)
    if number == 1, page.pagination.pages > 1, page.pagination.pages - 1 > max(page.pagination.total - 1, 0) / full {
      throw unreadable("meta.pagination.total_pages", "is too many for \(page.pagination.total) items")
    }
    if let index = page.data.firstIndex(where: { $0.object != Item.object }) {
      throw unreadable("data.\(index).object", "is not “\(Item.object)”")
    }
    for (index, item) in page.data.enumerated() {
      guard let violation = item.attributes.violation else { continue }
      throw .unreadable(.never, Panel.unreadable(violation, at: "data.\(index).attributes", call))
    }
  }
}

/// What has arrived so far, and how much may still arrive.
private actor ArrivedItems {
  private var items = 0
  /// As the first page that arrived has it; where another differs, the list is read again.
  private var total: Int?
  private var bytesLeft: Int
  private let tell: @Sendable (Int, Int) -> Void

  init(bytes: Int, tell: @escaping @Sendable (Int, Int) -> Void) {
    bytesLeft = bytes
    self.tell = tell
  }

  /// Whether there was room for this much more.
  func take(_ count: Int, of total: Int, bytes: Int) -> Bool {
    items += count
    bytesLeft -= bytes
    let told = self.total ?? total
    self.total = told
    tell(items, told)
    return bytesLeft >= 0
  }
}

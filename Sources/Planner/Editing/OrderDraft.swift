internal import YAML

/// An order's document while it is edited: bytes, and what they are read as.
struct OrderDraft {
  private let path: String
  private let listing: FleetListing
  let catalog: Catalog
  private(set) var bytes: [UInt8]
  private(set) var order: Order

  init(_ order: Order, _ bytes: [UInt8], in listing: FleetListing, catalog: Catalog) {
    path = order.path
    self.listing = listing
    self.catalog = catalog
    self.bytes = bytes
    self.order = order
  }

  /// Edits the document where what then stands there can be read, and is what is wanted.
  ///
  /// - Returns: false where it was left as it is.
  mutating func apply(_ edits: [TextEdit], where isWanted: (Order) -> Bool) -> Bool {
    var changed = bytes
    for edit in edits {
      guard let next = edited(changed, by: edit) else { return false }
      changed = next
    }
    guard let read = readOrder(FleetFile(path: path, content: .bytes(changed)), in: listing, catalog: catalog).value,
      read.id == order.id, isWanted(read)
    else { return false }
    (bytes, order) = (changed, read)
    return true
  }
}

extension TextEdit {
  /// A value of an order, behind the keys that people write before it.
  static func set(_ key: OrderKey, _ text: String) -> TextEdit {
    .set(path: [key.rawValue], text: text, behind: keys(before: key))
  }

  /// A number or a word of ours.
  static func set(_ key: OrderKey, plain text: String) -> TextEdit {
    .setPlain(key: key.rawValue, text: text, behind: keys(before: key))
  }

  /// A variable of an order.
  static func set(variable name: String, _ text: String) -> TextEdit {
    .set(path: [OrderKey.environment.rawValue, name], text: text, behind: keys(before: .environment))
  }

  /// A list of an order.
  static func set(_ key: OrderKey, _ items: [String]) -> TextEdit {
    .setItems(key: key.rawValue, items: items, behind: keys(before: key))
  }

  private static func keys(before key: OrderKey) -> [String] {
    OrderKey.allCases.prefix { $0 != key }.map(\.rawValue)
  }
}

/// Where a fleet's orders lie, so that a new one is placed where the others do.
public struct OrderPlacement: Sendable {
  private let root: String
  /// The folder that most orders share.
  private let common: (count: Int, folder: String)
  /// How many orders lie in the folder that each pattern gives.
  private let counts: [Int]
  /// How many lie in a folder of their month.
  private let months: Int

  /// - Parameters:
  ///   - orders: all. Those that ended are left out, for a folder of theirs is an archive.
  ///   - folder: the fleet's, in the repository.
  public init(beside orders: [Order], in folder: String) {
    root = "\(folder.isEmpty ? "" : folder + "/")orders/"
    var inFolder: [String: Int] = [:]
    var counts = Array(repeating: 0, count: Facts.patterns)
    for order in orders {
      guard order.state != .terminated, order.quote != .cancelled, order.path.hasPrefix(root) else { continue }
      let folder = folderName(of: order.path.dropFirst(root.count))
      inFolder[folder, default: 0] += 1
      guard !folder.isEmpty else { continue }
      for (number, given) in order.facts.folders.enumerated() where given == folder { counts[number] += 1 }
    }
    let most = inFolder.max { ($0.value, $1.key) < ($1.value, $0.key) }
    common = (most?.value ?? 0, most?.key ?? "")
    self.counts = counts
    // Months differ from order to order, and a new one's is the present one.
    months = inFolder.reduce(0) { isMonth($1.key) ? $0 + $1.value : $0 }
  }

  /// The path in the repository at which a new order is to stand. What most of the others have in common decides: one folder, the beginning or
  /// the end of the id, the customer, the tier, or the month.
  public func path(of new: NewOrder, asOf day: Day) -> String {
    var best = common
    for (count, folder) in zip(counts, new.facts.folders) {
      if count > best.count, let folder { best = (count, folder) }
    }
    if months > best.count { best = (months, String(day.description.prefix(7).map { $0 == "-" ? "/" : $0 })) }
    return root + (best.folder.isEmpty ? "" : best.folder + "/") + new.id.text + ".yaml"
  }
}

/// What a folder may be named after.
private struct Facts {
  let id: String
  let customer: String?
  let tier: String

  /// So many beginnings and ends of an id are tried.
  private static let affixes = 4
  static let patterns = 2 * affixes + 2

  /// The folder that each pattern gives.
  var folders: [String?] {
    var folders: [String?] = []
    for count in 1...Self.affixes {
      let isLonger = id.utf8.count > count
      folders.append(isLonger ? String(id.prefix(count)) : nil)
      folders.append(isLonger ? String(id.suffix(count)) : nil)
    }
    // A customer's id may be any text; a folder is named after one that is a word.
    folders.append(customer.flatMap { OrderID($0.lowercased()) == nil ? nil : $0 })
    folders.append(tier)
    return folders
  }
}

private func folderName(of path: Substring) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// `2026/11`
private func isMonth(_ folder: String) -> Bool {
  Day(folder.replacing("/", with: "-") + "-01") != nil && folder.contains("/")
}

extension Order {
  fileprivate var facts: Facts {
    Facts(id: id.text, customer: customer?.value.id, tier: tier.value.text)
  }
}

extension NewOrder {
  fileprivate var facts: Facts { Facts(id: id.text, customer: customer?.id, tier: tier.text) }
}

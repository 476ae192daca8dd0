/// The path in the repository at which a new order is to stand: where the others do.
///
/// Orders that ended are left out, for a folder of theirs is an archive. What most of the others have in common decides: one folder, the
/// beginning or the end of the id, the customer, the tier, or the month.
public func placeNewOrder(_ new: NewOrder, beside orders: [Order], in folder: String, asOf day: Day) -> String {
  let root = "\(folder.isEmpty ? "" : folder + "/")orders/"
  let name = new.id.text + ".yaml"
  let living = orders.filter { $0.state != .terminated && $0.quote != .cancelled && $0.path.hasPrefix(root) }
  let placed = living.map { (order: $0, folder: folderName(of: $0.path.dropFirst(root.count))) }
  guard !placed.isEmpty else { return root + name }
  let counts = Dictionary(placed.map { ($0.folder, 1) }, uniquingKeysWith: +)
  let common = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
  var best: (count: Int, folder: String) = (common?.value ?? 0, common?.key ?? "")
  let theirs = placed.map { folders($0.order.facts) }
  for (number, folder) in folders(new.facts).enumerated() {
    let count = zip(placed, theirs).count { !$0.folder.isEmpty && $1[number] == $0.folder }
    if count > best.count, let folder { best = (count, folder) }
  }
  // Months differ from order to order, and the new one's is this one.
  let months = placed.count { isMonth($0.folder) }
  if months > best.count { best = (months, String(day.description.prefix(7).map { $0 == "-" ? "/" : $0 })) }
  return root + (best.folder.isEmpty ? "" : best.folder + "/") + name
}

/// What a folder may be named after.
private struct Facts {
  let id: String
  let customer: String?
  let tier: String
}

/// The folder that each pattern gives.
private func folders(_ facts: Facts) -> [String?] {
  var folders: [String?] = []
  for count in 1...4 {
    let isLonger = facts.id.utf8.count > count
    folders.append(isLonger ? String(facts.id.prefix(count)) : nil)
    folders.append(isLonger ? String(facts.id.suffix(count)) : nil)
  }
  // A customer's id may be any text; a folder is named after one that is a word.
  folders.append(facts.customer.flatMap { OrderID($0.lowercased()) == nil ? nil : $0 })
  folders.append(facts.tier)
  return folders
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

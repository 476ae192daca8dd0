/// Where an order's result stands within the fleet's folder: `results/42/ord-1042.yaml`.
///
/// The folder is the id's last two characters, `-` and `_` left out and `0` before a single one.
public func resultPath(of order: OrderID) -> String {
  let end = order.text.utf8.suffix(2).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  return "results/" + (end.count == 1 ? "0" : "") + String(decoding: end, as: UTF8.self) + "/" + order.text + ".yaml"
}

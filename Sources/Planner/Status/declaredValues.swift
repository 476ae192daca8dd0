/// What the documents say of an order's server, field by field: the order through the catalog and the settings. What customers decide is not
/// in it, nor the owner, whom the panel knows.
public func declaredValues(of order: Order, in catalog: Catalog, under settings: FleetSettings) -> FieldValues {
  let desired = EffectiveCatalog(in: catalog, under: settings).resolve(order)
  var values = FieldValues(desired.newSpec(owner: .created(customer: "")))
  values[.owner] = nil
  values[.suspended] = order.state == .suspended ? "yes" : nil
  return values.without(desired.customersFields)
}

extension Field {
  /// The field that somebody means: by its path in a record, or by its own name. What is none of the fixed ones is a variable.
  public init?(named text: String) {
    if let fixed = Field.fixed.first(where: { $0.label == text || $0.path == text }) {
      self = fixed
      return
    }
    let name = text.hasPrefix("startup.environment.") ? String(text.dropFirst("startup.environment.".count)) : text
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || isVariableByte($0) }) else { return nil }
    self = .variable(name)
  }
}

private func isVariableByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

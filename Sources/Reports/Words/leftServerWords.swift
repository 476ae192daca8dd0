internal import Planner

extension LeftServer.Reason {
  /// Why a server gets no order, and what to do.
  var words: String {
    switch self {
    case .fitsNoTier(let nearest?):
      "no tier fits; \(nearest.sold) comes nearest: \(nearest.differences.map(\.words).joined(separator: ", ")); sell these limits, or change them on the panel"
    case .fitsNoTier(nil): "no tier fits: the catalog has none"
    case .unsellable(let fields):
      "no tier can say its \(fields.map(\.label).joined(separator: ", ")): set a plain number on the panel"
    case .ambiguous(let purchases):
      "fits \(purchases.map(\.description).joined(separator: " as well as ")); say which with --prefer"
    case .ownerWithoutID(let user):
      "its owner, panel user \(user), has no external id; name the customer in the table of --map"
    case .ownerIsAdministrator(let user):
      "its owner, panel user \(user), is an administrator, whom no order makes a customer; give the server to its customer on the panel"
    case .ownerIsAnother(let user):
      "the table names another customer than its owner, panel user \(user), is; correct one of the two"
    case .customerTaken(let user):
      "the table names a customer whose external id is that of panel user \(user), or to become it; correct the table, or the owner on the panel"
    case .unwritableCustomer(let user):
      "the external id of its owner, panel user \(user), cannot stand in an order; give them another"
    case .badExternalID:
      "its external id cannot be an order's id (1 to 63 of a-z, 0-9, _ and -); change it, or remove it, with the panel's API"
    case .idDiffers(let id): "the table gives it the id \(id), but it has another external id; correct one of the two"
    case .nameWithoutID: "its name has no id by --id-pattern; name the order in the table of --map"
    case .idTaken(let id):
      "its id would be \(id), which the fleet or another server has; give it another in the table of --map"
    case .unwritable(let id): "its order \(id) would not be read as it was written; write it by hand"
    }
  }

  /// A stable word for it.
  var code: String {
    switch self {
    case .fitsNoTier: "fits-no-tier"
    case .unsellable: "unsellable-limits"
    case .ambiguous: "ambiguous-tier"
    case .ownerWithoutID: "owner-without-id"
    case .ownerIsAdministrator: "owner-is-administrator"
    case .ownerIsAnother: "owner-is-another"
    case .customerTaken: "customer-taken"
    case .unwritableCustomer: "unwritable-customer"
    case .badExternalID: "bad-external-id"
    case .idDiffers: "id-differs"
    case .nameWithoutID: "name-without-id"
    case .idTaken: "id-taken"
    case .unwritable: "unwritable-order"
    }
  }
}

extension LeftServer.Gap {
  fileprivate var words: String { "\(field.label) \(server), not \(sold)" }
}

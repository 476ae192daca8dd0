import Planner
import Views

/// What can be done to an order's document: each leads to a page that shows what it comes to, before anything is done.
func actions(_ order: AdminOrder, _ offers: Offers, _ say: Words) -> HTML {
  guard !order.deeds.isEmpty else { return "" }
  let id = order.row.order.text
  let forms = order.deeds.map { deed -> HTML in
    switch deed {
    case .purchase: purchaseForm(order, offers, say)
    case .provision, .suspend, .resume, .terminate, .reprieve:
      buttonForm(
        "/admin/deployments/\(id)/preview", deed.words(say) + "…", kind: deed == .terminate ? "danger" : "",
        fields: [("deed", deed.rawValue)])
    }
  }
  let simple = zip(order.deeds, forms).filter { $0.0 != .purchase }.map(\.1)
  let purchase = zip(order.deeds, forms).first { $0.0 == .purchase }?.1
  return section(
    say("Actions", "Acties"), id: "actions",
    """
    <p class="quiet-text">\(say("Each shows first what would be committed, and the plan that it leads to.", "Elke actie toont eerst wat er wordt vastgelegd, en het plan waartoe dat leidt."))</p>
    <div class="buttons">\(simple)</div>\(purchase)
    """)
}

private func purchaseForm(_ order: AdminOrder, _ offers: Offers, _ say: Words) -> HTML {
  let tiers = offers.tiers.filter { $0.isOffered || $0.name == order.row.tier }.map { tier -> HTML in
    "<option value=\"\(tier.name)\"\("selected", if: tier.name == order.row.tier)>\(tier.name) (\(say.size(tier.resources.memory)))</option>"
  }
  let addons = offers.addons.map { addon -> HTML in
    let isOn = order.addons.contains(addon.name)
    let only = addon.tiers.map { " <span class=\"quiet-text\">(\($0.sorted().joined(separator: ", ")))</span>" as HTML }
    return
      "<label class=\"check\"><input type=\"checkbox\" name=\"addon\" value=\"\(addon.name)\"\("checked", if: isOn)> \(addon.name)\(only)</label>"
  }
  let choice: HTML =
    addons.isEmpty
    ? "" : "<fieldset><legend>\(say("Add-ons", "Extra's"))</legend>\(addons)</fieldset>"
  return """
    <form class="purchase" method="post" action="/admin/deployments/\(order.row.order.text)/preview">
    <input type="hidden" name="deed" value="purchase">
    <label><span>\(say("Tier", "Pakket"))</span><select name="tier">\(tiers)</select></label>\(choice)
    <button>\(say("Show the change", "Toon de wijziging"))…</button></form>
    """
}

/// The statements that write rows. Each takes its rows as one JSON array, so that it is one statement however many there are, and writes only
/// what differs. What is erased stays so, whoever asks.
enum MirrorStatement {
  static let bots = "public.bot_deployments"
  static let logs = "public.deployment_logs"

  /// `$1`: rows of orders.
  static let putDeployments: String = {
    let columns = DeploymentRow.columns
    let others = columns.filter { $0.name != "order_id" }
    return """
      insert into \(bots) as t (\(names(columns))) select \(names(columns, of: "r"))
      from jsonb_to_recordset($1) as r (\(types(columns))) where \(notErased("r"))
      on conflict (order_id) do update set \(others.map { "\(quoted($0.name)) = excluded.\(quoted($0.name))" }.joined(separator: ", "))
      where (\(names(others, of: "t"))) is distinct from (\(names(others, of: "excluded")))
      """
  }()

  /// `$1`: rows of facts.
  static let putLogs: String = {
    let columns = LogRow.columns
    return """
      insert into \(logs) (\(names(columns))) select \(names(columns, of: "r"))
      from jsonb_to_recordset($1) as r (\(types(columns))) where \(notErased("r")) on conflict (id) do nothing
      """
  }()

  /// `$1`: what is seen of bots. A server that the order has not any more is not the bot.
  static let putSightings: String = {
    let columns = SightingRow.columns
    return """
      update \(bots) as t set \(columns.map { "\(quoted($0.name)) = r.\(quoted($0.name))" }.joined(separator: ", "))
      from jsonb_to_recordset($1) as r (\(types(SightingRow.keys + columns)))
      where t.order_id = r.order_id and t.server_uuid = r.server_uuid
        and (\(names(columns, of: "t"))) is distinct from (\(names(columns, of: "r")))
      """
  }()

  /// Whom rows belong to. `$1`: the orders to look at; null for all. Gives the orders of which it changed.
  ///
  /// A customer is who the shop's view says, and where it says nothing, the sign-in whose id it is. One of whom the view says two things is nobody.
  static func putUsers(hasView: Bool) -> String {
    let told =
      hasView
      ? """
      select customer::text as customer, case when count(distinct user_id::text) = 1 then min(user_id::text) end as user_id
      from public.botfleet_customers where user_id is not null group by 1
      """
      : "select null::text as customer, null::text as user_id where false"
    return """
      with told as (\(told)), who as (
        select d.order_id, case when told.customer is null then \(asID("d.customer")) else \(asID("told.user_id")) end as user_id
        from \(bots) as d left join told on told.customer = d.customer where $1::text[] is null or d.order_id = any ($1::text[])
      )
      update \(bots) as d set user_id = who.user_id from who
      where d.order_id = who.order_id and d.user_id is distinct from who.user_id returning d.order_id
      """
  }

  /// Who sees facts: whoever has the order now, where it was his then. `$1`: the orders to look at; null for all.
  static let putReaders = """
    update \(logs) as l set user_id = w.user_id from (
      select k.id, case when k.shown and k.customer = d.customer then d.user_id end as user_id
      from \(logs) as k left join \(bots) as d on d.order_id = k.order_id where $1::text[] is null or k.order_id = any ($1::text[])
    ) as w where w.id = l.id and l.user_id is distinct from w.user_id
    """

  /// The id of a sign-in, where a text is one.
  private static func asID(_ text: String) -> String {
    "case when \(text) ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (\(text))::uuid end"
  }

  private static func notErased(_ row: String) -> String {
    "not exists (select from botfleet.erased_orders as e where e.order_id = \(row).order_id)"
  }

  private static func names<Row>(_ columns: [Column<Row>], of table: String? = nil) -> String {
    columns.map { (table.map { "\($0)." } ?? "") + quoted($0.name) }.joined(separator: ", ")
  }

  private static func types<Row>(_ columns: [Column<Row>]) -> String {
    columns.map { "\(quoted($0.name)) \($0.type)" }.joined(separator: ", ")
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }
}

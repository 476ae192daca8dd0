import Intake
import Postgres

/// The shop's database; nil where the machine's file names none. Nothing is connected to yet.
func connectShop(
  _ shop: ServerConfiguration.ShopAccess, _ secrets: ServerSecrets
) throws(ServerFailure) -> (any Shop)? {
  guard let client = try connectDatabase(shop.database, secrets) else { return nil }
  return PostgresShop(client)
}

/// A database whose URL a variable holds; nil where none is named. Nothing is connected to yet.
func connectDatabase(_ name: VariableName?, _ secrets: ServerSecrets) throws(ServerFailure) -> PostgresClient? {
  guard let name else { return nil }
  do throws(PostgresSettingsFault) {
    return PostgresClient(try PostgresSettings(parsing: secrets.text(name), program: "botfleet-server"))
  } catch {
    throw .badVariable(name: name.text, why: "\(error)")
  }
}

import Intake
import Postgres

/// The shop's database; nil where the machine's file names none. Nothing is connected to yet.
func connectShop(
  _ shop: ServerConfiguration.ShopAccess, _ secrets: ServerSecrets
) throws(ServerFailure) -> (any Shop)? {
  guard let name = shop.database else { return nil }
  do throws(PostgresSettingsFault) {
    return PostgresShop(
      PostgresClient(try PostgresSettings(parsing: secrets.text(name), program: "botfleet-server")))
  } catch {
    throw .badVariable(name: name.text, why: "\(error)")
  }
}

import Planner
import Testing

@testable import Panel

@Suite struct UserCommandTests {
  @Test func `How a user gets an external id is what an operator can paste, whatever the id holds`() {
    #expect(
      UserCommand.pterodactyl.filled(for: UserID(7), externalID: "o'neil", on: "https://panel.example.com")
        == #"curl -fsS -H "Authorization: Bearer $PTERODACTYL_API_KEY" 'https://panel.example.com/api/application/users/7' | "#
        + #"jq --arg id 'o'\''neil' '.attributes | {email, username, first_name, last_name, external_id: $id}' | "#
        + #"curl -fsS -H "Authorization: Bearer $PTERODACTYL_API_KEY" -X PATCH -H 'Content-Type: application/json' -d @- "#
        + #"'https://panel.example.com/api/application/users/7'"#)
    #expect(
      UserCommand.pterodactyl.filled(for: UserID(7), externalID: "a", on: nil)
        .contains(#""$PTERODACTYL_PANEL_URL/api/application/users/7" | jq"#))
  }
}

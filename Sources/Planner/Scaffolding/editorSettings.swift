/// What makes editors check the documents where their first line does not: Visual Studio Code's settings.
func editorSettings(_ fleet: NewFleet) -> String {
  """
  {
    "yaml.schemas": {
      "\(schemaPath("fleet"))": "\(inJSON(fleet.path))/fleet.yaml",
      "\(schemaPath("catalog"))": "\(inJSON(fleet.path))/catalog.yaml",
      "\(schemaPath("order"))": "\(inJSON(fleet.path))/orders/**/*.yaml"
    },
    "files.readonlyInclude": {
      "\(inJSON(fleet.path))/results/**": true
    }
  }

  """
}

/// A path as it stands between quotation marks.
private func inJSON(_ path: String) -> String { path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }

/// `.env.example`: the variables that operators of this stack know, and what each is for.
let environmentExample = """
  # Copy this to .env.local, which git ignores, and fill it in: cp .env.example .env.local && chmod 600 .env.local
  # Keep this file free of secrets: it is in git. What the environment says goes before what .env.local says.

  # The panel's address. Where panel.url in fleet.yaml names one too, both must be equal.
  PTERODACTYL_PANEL_URL=

  # The panel's application key, ptla_… (Admin > Application API). To plan: read on servers, nodes, allocations, users, nests and eggs.
  # To apply: write on servers as well, and on users if orders give e-mails.
  PTERODACTYL_API_KEY=

  # A client key, ptlc_… (Account > API Credentials): `botfleet doctor --order` looks at one server with it. Plan and apply do not need it.
  #PTERODACTYL_CLIENT_KEY=

  # The secret with which the shop signs its webhooks (whsec_…). It is for whatever receives them: no command of botfleet reads it.
  #WEBHOOK_SECRET=

  # These stand for keys that fleet.yaml leaves out: server.egg, server.nest, server.owner, server.image, server.startup, and
  # placement.nodes with one node. Where fleet.yaml has the key, it counts.
  #PTERODACTYL_BOT_EGG_ID=
  #PTERODACTYL_BOT_NEST_ID=
  #PTERODACTYL_DEFAULT_USER_ID=
  #PTERODACTYL_DOCKER_IMAGE=
  #BOT_STARTUP_COMMAND=
  #PTERODACTYL_DEFAULT_NODE_ID=

  # The only branch that apply applies, for CI's settings: policy.branch in fleet.yaml must be equal.
  #BOTFLEET_BRANCH=

  # A token for the forge that hosts the repository: CI comments with it, and `botfleet doctor` asks how the branch is protected. Plan and
  # apply do not need it.
  #BOTFLEET_FORGE_TOKEN=

  # For a panel with a certificate of one's own: a PEM file with the authorities to trust.
  #CURL_CA_BUNDLE=

  # The one host that may be talked to without TLS. Whoever is on the way there reads the key.
  #BOTFLEET_ALLOW_HTTP=

  """

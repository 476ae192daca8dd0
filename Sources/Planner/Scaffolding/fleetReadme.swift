/// `README.md` for the people who work with the fleet.
func fleetReadme(_ fleet: NewFleet) -> String {
  let option = fleet.path == "fleet" ? "" : " --fleet '\(fleet.path)'"
  let name = escapedForDisplay(fleet.name)
  return """
    # \(name)

    The bots that \(name) hosts, declared in this repository. botfleet makes the panel match it.

    | path | holds |
    |---|---|
    | `\(fleet.path)/orders/` | one file for each order: who bought what, and whether it is paid |
    | `\(fleet.path)/catalog.yaml` | the tiers and add-ons that can be bought |
    | `\(fleet.path)/fleet.yaml` | the panel, what every server gets, where servers go, and the rules |
    | `\(fleet.path)/results/` | what was done; botfleet writes it, and nobody edits it |

    ## Change something

    Change orders by pull request: the pull request shows the plan, and the merge applies it. An order is a small file, and these commands
    write it for you:

    ```
    botfleet order new ord-1042\(option) --tier \(starterTiers(on: fleet.sizes, for: fleet.variables ?? [])[0].name) --guild 112233445566778899
    botfleet order set ord-1042\(option) tier=…
    botfleet order suspend ord-1042\(option)
    botfleet order terminate ord-1042\(option)
    ```

    Only an order with `state: terminated` deletes a server, after a grace period. To remove a file deletes nothing.

    ## Look at it

    ```
    botfleet validate\(option)    # are the documents right?
    botfleet plan\(option)        # what would the next apply do?
    botfleet status\(option)      # what stands where?
    botfleet doctor\(option)      # are the panel, the key and the repository as they should be?
    ```

    `plan` and `doctor` ask the panel. They find its address and a key in the environment or in `.env.local`, which git ignores;
    `.env.example` says which names there are. Never commit a key, a bot's token, or anything else that only its owner may know.

    """
}

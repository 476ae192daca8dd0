/// What `--help` tells of the control endpoint, broken so that it fits a terminal of 80 columns.
let controlHelp = """
  Example:
    botfleet-sandbox --port 8080 --servers 1000 --latency 50

  While it runs, POST steps to the control endpoint as JSON, each with a
  "do":

    reset           back to the first state ("fixture": to that of another one)
    daemon          "node", "mode": ok, refuse or an error status, "ops",
                    "delay"; "install": success, fail, hold
    daemon-timeout  "seconds" that the panel waits for a daemon
    finish-install  "server", "successful"
    rate-limit      "application", "client": requests a minute
    wait            "seconds" of the panel's time pass at once
    latency         "milliseconds" of delay for every answer
    workers         "count" of them; "microseconds" for each server in an
                    answer
    date            "seconds" by which the Date of answers is wrong
    servers         "count" more servers, with the external ids ord-000001,
                    ord-000002, ...
    fault           "kind" (as --fail), "method", "path" (* matches anything),
                    "times", "skip", "when": before or after
    well            end all faults, and repair all daemons
    requests        list the requests received ("forget": true clears the list)

  docs/sandbox.md describes everything.
  """

/// What `--help` tells of the control endpoint, broken so that it fits a terminal of 80 columns.
let controlHelp = """
  Example:
    botfleet-sandbox --port 8080 --servers 1000 --latency 50

  While it runs, steps are POSTed to the control endpoint as JSON, each with a
  "do":

    reset           back to the first state ("fixture": to that of another one)
    daemon          "node", "mode": ok, refuse or an error status, "ops",
                    "delay"; "install": success, fail, hold
    daemon-timeout  "seconds" that the panel waits for a daemon
    finish-install  "server", "successful"
    rate-limit      "application", "client": requests a minute
    wait            "seconds" of the panel's time go by at once
    latency         "milliseconds" that every answer takes longer
    date            the Date of answers is so many "seconds" off
    servers         "count" more servers, with the external ids ord-000001,
                    ord-000002, ...
    fault           "kind" (as --fail), "method", "path" (* is anything),
                    "times", "skip", "when": before or after
    well            no more faults, and all daemons well
    requests        answers which requests came ("forget": true forgets them)

  docs/sandbox.md has the whole of it.
  """

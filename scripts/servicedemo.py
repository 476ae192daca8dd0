"""The story of scripts/demo-service: what the shop does, and what comes of it. What is printed is read from git, the panel and the receivers."""
import argparse, json, pathlib, re, shutil, sys, tempfile, time, uuid

sys.dont_write_bytecode = True
from servicestage import Stage, signed, wait_for

SETTINGS = """\
listen: 127.0.0.1:{port}
metrics: 127.0.0.1:{metrics}
publicURL: http://127.0.0.1:{port}
state: {folder}/state
repository: {{ remote: "{remote}", branch: main }}
shop:
  hook: {{ secretFrom: WEBHOOK_SECRET }}
  call: {{ secretFrom: WAKE_SECRET }}
  database: {{ urlFrom: SHOP_DATABASE_URL }}
admins: {{ ada: {{ tokenFrom: ADA_TOKEN }} }}
channels:
  staff: {{ discordFrom: DISCORD_WEBHOOK_URL }}
  customer: {{ webhookFrom: CUSTOMER_WEBHOOK_URL, secretFrom: OUTGOING_SECRET }}
"""
POLICY = """\
intake: { sweep: 10s, commit: direct }
reconcile: { every: 10s, sweep: 1h }
health: { restart: on-failure, every: 30s }
notify:
  - { to: staff, about: [failed, waiting] }
  - { to: customer, about: [received, waiting, deploying, running, suspended, ending, failed, crash-loop, needs-token] }
"""


class Demo:
    def __init__(self, stage): self.stage = stage

    def say(self, text=""): print(text, flush=True)

    def chapter(self, text): self.say(f"\n\033[1m{text}\033[0m" if sys.stdout.isatty() else f"\n{text}")

    def shown(self, label, text):
        for line in text.strip().splitlines(): self.say(f"  {label:<9} {line}")

    def sql(self, statement):
        self.shown("SQL", statement)
        self.stage.shop.postgres.query(statement)

    def deliver(self, order, delivery):
        """What the shop sends of an order, signed as Standard Webhooks has it; the same id is the same delivery."""
        body = json.dumps({"type": "order.updated", "data": self.stage.shop.row(order)}).encode()
        status, answer = self.stage.server.ask("/hooks/orders", body, signed(self.stage.hook, delivery, body))
        self.shown("webhook", f"{delivery} → {status} {answer.decode()[:160]}")
        return status

    def wake(self, order):
        status, _ = self.stage.server.ask("/hooks/supabase", json.dumps(self.stage.shop.trigger(order)).encode(),
                                          {"Authorization": f"Bearer {self.stage.wake}", "Content-Type": "application/json"})
        self.shown("webhook", f"the trigger of table orders → {status}")

    def commit_of(self, order):
        return next((commit for commit in self.stage.remote.commits() if "Delivery:" in commit[2] and order in commit[2].splitlines()[0]), None)

    def results_of(self, order):
        """The commit that recorded an order last; None where none did."""
        path = next((path for path in self.stage.remote.files("fleet/results") if path.endswith(f"/{order}.yaml")), None)
        return path and self.stage.remote.commits_of(path)[0]

    def result(self, order):
        """Waits for everything that an order leads to, and shows it."""
        commit = wait_for(f"a commit for {order}", lambda: self.commit_of(order))
        self.shown("commit", f"{commit[0][:10]} by {commit[1]}")
        self.shown("", commit[2])
        identity, author, message = wait_for(f"a result of {order}", lambda: self.results_of(order))
        self.shown("results", f"{identity[:10]} by {author}: {message.splitlines()[0]}")
        for server in wait_for(f"a server of {order}", lambda: self.stage.servers(order)):
            self.shown("panel", f"server {server['id']} “{server['name']}” on node {server['node']}, {server['limits']['memory']} MiB, {server['status'] or 'ready'}")
        self.messages(order)

    def messages(self, order):
        """What its customer was told once the order was committed."""
        def told():
            messages = [json.loads(body) for _, _, body in self.stage.customers.posted]
            return [message for message in messages if message["data"]["order"] == order and message["data"]["state"] in ("deploying", "running")]
        for message in wait_for(f"a message about {order}", told): self.shown("message", json.dumps(message)[:300])

    def play(self):
        self.chapter("1. A customer orders, and pays")
        self.sql(self.stage.shop.inserting("ord-2001", "cus-ada", "starter"))
        self.sql(self.stage.shop.paying("ord-2001"))
        self.wake("ord-2001")
        self.result("ord-2001")

        self.chapter("2. The same order is paid twice: one server, and no second commit")
        before = len(self.stage.remote.commits())
        self.deliver("ord-2001", "msg_paid_once")
        self.deliver("ord-2001", "msg_paid_once")
        self.deliver("ord-2001", "msg_paid_twice")
        self.settled()
        self.shown("result", f"{len(self.stage.servers('ord-2001'))} server, {len(self.stage.remote.commits()) - before} new commits")

        self.chapter("3. A delivery is lost: the sweep of the shop's view finds the order")
        self.sql(self.stage.shop.inserting("ord-2002", "cus-bert", "pro") + "\n" + self.stage.shop.paying("ord-2002"))
        self.result("ord-2002")

        self.chapter("4. The git remote dies, and comes back")
        self.stage.remote.stop()
        self.sql(self.stage.shop.inserting("ord-2003", "cus-cleo", "starter") + "\n" + self.stage.shop.paying("ord-2003"))
        self.deliver("ord-2003", "msg_while_dead")
        self.standing("ord-2003")
        self.stage.remote.start()
        self.result("ord-2003")

        self.chapter("5. The server is killed between acceptance and commit")
        self.stage.remote.stop()
        self.sql(self.stage.shop.inserting("ord-2004", "cus-dirk", "business") + "\n" + self.stage.shop.paying("ord-2004"))
        self.deliver("ord-2004", "msg_before_the_kill")
        self.stage.server.kill()
        self.shown("kill", "SIGKILL to botfleet-server")
        self.stage.remote.start()
        self.stage.server.start()
        self.result("ord-2004")

    def watch(self):
        """What becomes of bots afterwards. Wings has a minute of its own, and botfleet waits for that: it takes some."""
        well, tokenless = self.stage.servers("ord-2001")[0], self.stage.servers("ord-2002")[0]
        self.chapter("6. A customer gives a bot its token and starts it; it falls, and Wings gives up: botfleet starts it")
        self.stage.panel.give(well["uuid"], "DISCORD_TOKEN", "MTA.made.up")
        self.stage.panel.do(do="bot", server=well["id"], does="start")
        self.seen("ord-2001", "running")
        self.stage.panel.do(do="bot", server=well["id"], does="fall")
        self.shown("panel", f"server {well['id']} ended by itself, and again after Wings had started it")
        self.seen("ord-2001", "crashed")
        self.seen("ord-2001", "running")
        self.shown("metrics", self.metric('botfleet_server_restarts_total{by="botfleet",order="ord-2001"}'))

        self.chapter("7. A customer starts a bot without its token: it loops, and the customer is told why")
        self.stage.panel.do(do="bot", server=tokenless["id"], does="loop")
        self.stage.panel.do(do="bot", server=tokenless["id"], does="start")
        self.seen("ord-2002", "needs-token")
        def told():
            messages = [json.loads(body) for _, _, body in self.stage.customers.posted]
            return [message for message in messages if message["data"]["order"] == "ord-2002" and message["data"]["state"] == "needs-token"]
        for message in wait_for("a message about the token", told, 300): self.shown("message", json.dumps(message)[:300])

    def metric(self, name): return next((line for line in self.stage.server.metrics_now().splitlines() if line.startswith(name)), "")

    def seen(self, order, state):
        """Waits until a bot is seen in a state."""
        began, name = time.monotonic(), f'botfleet_server_state{{order="{order}",state="{state}"}}'
        wait_for(f"{order} {state}", lambda: self.metric(name).endswith(" 1"), 600, 1)
        self.shown("health", f"{order} is {state} ({time.monotonic() - began:.0f} s)")

    def settled(self):
        """Until nothing of intake waits, as the metrics have it."""
        wait_for("the end of all deliveries", lambda: re.search(r"^botfleet_inbox_pending 0$", self.stage.server.metrics_now(), re.MULTILINE))

    def standing(self, order):
        headers = signed(self.stage.hook, "msg_" + uuid.uuid4().hex, b"")
        status, answer = self.stage.server.ask(f"/api/orders/{order}", None, headers)
        self.shown("status", f"GET /api/orders/{order} → {status} {answer.decode()[:300]}")

    def summary(self):
        servers = self.stage.servers()
        orders = {server["external_id"] for server in servers}
        self.chapter("What this showed")
        self.say(f"  {len(orders)} paid orders, {len(servers)} servers, {sum('Delivery:' in commit[2] for commit in self.stage.remote.commits())} commits of intake, "
                 f"{len(self.stage.customers.posted)} messages to customers")
        if len(orders) != 4 or len(servers) != 4: sys.exit("that is not what was to be shown")


def main():
    parser = argparse.ArgumentParser(description="a paid order becomes a bot")
    parser.add_argument("--build", required=True, help="the folder with the programs")
    parser.add_argument("--bots", action="store_true", help="show as well what becomes of bots that fall; that takes some minutes more")
    parser.add_argument("--keep", action="store_true", help="leave everything running until Ctrl-C")
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="botfleet-demo-"))
    folder.chmod(0o755)
    stage = Stage(pathlib.Path(options.build).resolve(), folder, SETTINGS, POLICY)
    try:
        stage.server.start()
        demo = Demo(stage)
        demo.play()
        if options.bots: demo.watch()
        demo.summary()
        if options.keep:
            print(f"\nThe server is at {stage.server.url}, the panel at {stage.panel.url}, the shop at {stage.postgres.url()}; Ctrl-C ends all.")
            while True: time.sleep(3600)
        print(f"  SIGTERM: botfleet-server ended with {stage.server.stop()}")
    except KeyboardInterrupt: pass
    except (TimeoutError, RuntimeError) as failure:
        sys.exit(f"{failure}\nThe server's state:\n{stage.server.status()}\nThe end of the server's log:\n{stage.server.log.read_text()[-4000:]}")
    finally:
        stage.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__": main()

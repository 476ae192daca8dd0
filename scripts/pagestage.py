"""A botfleet-server with people in it, on loopback and in one temporary folder: a panel whose bots run, crash and loop, a git remote, and links for a customer and an administrator.

scripts/check-pages looks at it; run by itself, it stays until Ctrl-C:  scripts/pagestage.py --build FOLDER"""
import argparse, json, os, pathlib, shutil, sqlite3, subprocess, sys, tempfile, time, urllib.error, urllib.request

sys.dont_write_bytecode = True
from chaosfleet import free_port

ROOT = pathlib.Path(__file__).resolve().parent.parent
SETTINGS = """\
listen: 127.0.0.1:{port}
publicURL: http://127.0.0.1:{port}
state: {folder}/state
repository: {{ remote: "{remote}", branch: main }}
signIn: {{ linksFrom: LINK_SECRET }}
admins: {{ ada: {{ tokenFrom: ADA_TOKEN }} }}
shop: {{ hook: {{ secretFrom: HOOK_SECRET }} }}
"""
POLICY = "intake: { sweep: 5m }\nreconcile: { every: 5s, sweep: 1h }\nhealth: {}\n"
# What a customer may write, and what must never be more than text.
HOSTILE = "<script>alert(1)</script> \u202eevil\u202c \"'&amp; x" + "́" * 9
TIERS = ["starter", "pro", "business"]
FEATURES = ["moderation", "music", "levels", "tickets", "welcome", "reminders"]


def order_text(number, customer, tier, **more):
    lines = [f"order: ord-{number}", f"customer: {customer}", f"status: {more.pop('status', 'quote_accepted')}", f"payment: {more.pop('payment', 'confirmed')}", f"tier: {tier}",
             f'guilds: ["{112233445566770000 + number}"]', f"features: [{FEATURES[number % 6]}, {FEATURES[(number + 2) % 6]}]"]
    return "\n".join(lines + [f"{key}: {json.dumps(value, ensure_ascii=False) if key in ('name', 'note') else value}" for key, value in more.items()]) + "\n"


def orders(count):
    """Documents by number: a customer's few bots, whatever can go wrong, and many others."""
    found = {
        2001: order_text(2001, "cus-ada", "pro", name="Moderation Bot", addons="[private-instance]", until="2099-12-31"),
        2002: order_text(2002, "cus-ada", "starter", name="Music Box"),
        2003: order_text(2003, "cus-ada", "starter", name="Welcome Bot"),
        2004: order_text(2004, "cus-ada", "business", payment="pending"),
        2005: order_text(2005, "cus-ada", "starter", name="Old Tickets", state="suspended"),
        2006: order_text(2006, "cus-bert", "pro", name=HOSTILE, note=HOSTILE),
        2007: order_text(2007, "cus-bert", "starter", payment="overdue"),
        2008: order_text(2008, "cus-cleo", "pro", state="terminated"),
        2009: order_text(2009, "cus-nobody", "starter"),
        2010: order_text(2010, "cus-cleo", "pro", node="999"),
    }
    for number in range(3000, 3000 + count):
        found[number] = order_text(number, f"cus-{number % 40}", TIERS[number % 3], name=f"Bot number {number}", **({"node": "2"} if number % 3 == 0 else {}))
    return found


class Panel:
    """The embedded panel, with a user for each customer, without a limit and with installations that take no time."""
    def __init__(self, program, folder, count, servers):
        state = json.loads((ROOT / "Sources/PanelSandbox/fixture.json").read_text())
        names = ["cus-ada", "cus-bert", "cus-cleo"] + [f"cus-{number}" for number in range(40)]
        state["users"] += [{"id": 100 + place, "external_id": name, "uuid": f"00000000-0000-4000-8000-{place:012d}", "username": name.replace("-", ""),
                            "email": f"{name}@example.com", "first_name": "A", "last_name": "Customer"} for place, name in enumerate(names)]
        for node in state["nodes"]: node.update(memory=(count + 100) * 4096, disk=(count + 100) * 8192)
        state["allocations"] = [{"id": 1000 + place, "node": state["nodes"][place % len(state["nodes"])]["id"], "ip": "198.51.100.7", "port": 10000 + place // 2}
                                for place in range(2 * (count + 100))]
        state["servers"] = servers
        file = folder / "fixture.json"
        file.write_text(json.dumps(state))
        self.process = subprocess.Popen([program, "--format", "json", "--exit-with-stdin", "--fixture", str(file), "--install-delay", "0", "--rate-limit", "1000000"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said = json.loads(self.process.stdout.readline())
        self.url, self.control, self.keys = said["url"], said["control"], said["keys"]

    def do(self, **step):
        request = urllib.request.Request(self.control, json.dumps(step).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer: return answer.read()

    def servers(self):
        """Servers by the order that they belong to."""
        found, page = {}, 1
        while True:
            request = urllib.request.Request(f"{self.url}/api/application/servers?per_page=100&page={page}", headers={"Authorization": f"Bearer {self.keys['app_full']}", "Accept": "application/json"})
            with urllib.request.urlopen(request) as answer: said = json.load(answer)
            found.update({entry["attributes"]["external_id"]: entry["attributes"] for entry in said["data"]})
            if page >= said["meta"]["pagination"]["total_pages"]: return found
            page += 1

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class PageStage:
    def __init__(self, programs, folder, count=90, policy=POLICY, settings=SETTINGS, more_environment=None):
        self.folder, self.programs = folder, programs
        self.panel = Panel(str(programs / "botfleet-sandbox"), folder, count, [])
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
        self.people = {**self.environment, **{f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Shop Owner"), ("EMAIL", "owner@example.com"))}}
        self.remote, self.work = folder / "fleet.git", folder / "people"
        self.git(folder, "init", "-q", "--bare", "-b", "main", self.remote)
        self.git(folder, "clone", "-q", self.remote, self.work)
        shutil.copytree(ROOT / "fleet", self.work / "fleet", ignore=shutil.ignore_patterns("orders", "results"))
        fleet = self.work / "fleet/fleet.yaml"
        fleet.write_text(fleet.read_text().replace("maxTerminations: 3, maxChanged: 30%", "maxTerminations: 3, maxChanged: 100%, maxCreates: 100000, maxUsers: 1000"))
        (self.work / "fleet/service.yaml").write_text(policy)
        (self.work / "fleet/orders").mkdir()
        for number, text in orders(count).items(): (self.work / f"fleet/orders/ord-{number}.yaml").write_text(text)
        self.commit("The first orders")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.config, self.log, self.process = folder / "server.yaml", folder / "server.log", None
        self.config.write_text(settings.format(port=self.port, folder=folder, remote=self.remote))
        self.token = os.urandom(24).hex()
        self.server_environment = {**self.environment, "PTERODACTYL_PANEL_URL": self.panel.url, "PTERODACTYL_API_KEY": self.panel.keys["app_full"],
                                   "PTERODACTYL_CLIENT_KEY": self.panel.keys["client_admin"], "LINK_SECRET": os.urandom(32).hex(), "ADA_TOKEN": self.token,
                                   "HOOK_SECRET": "whsec_" + "c2VjcmV0IHRoYXQgbm9ib2R5IGtub3dzIGF0IGFsbA==", **(more_environment or {})}

    def git(self, folder, *words):
        ended = subprocess.run(["git", *map(str, words)], cwd=folder, env=self.people, capture_output=True, text=True)
        if ended.returncode != 0: raise RuntimeError(f"git {' '.join(map(str, words))}: {ended.stderr}")
        return ended.stdout

    def commit(self, message):
        self.git(self.work, "add", "-A")
        self.git(self.work, "commit", "-q", "-m", message)
        for attempt in range(20):
            # The server commits results meanwhile.
            try: return self.git(self.work, "push", "-q", "origin", "HEAD:main")
            except RuntimeError:
                if attempt == 19: raise
                self.git(self.work, "pull", "-q", "--rebase", "origin", "main")

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.programs / "botfleet-server", "--config", str(self.config)], env=self.server_environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.wait("the server", lambda: self.ask("/healthz")[0] == 200)

    def wait(self, what, check, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = check()
            if found: return found
            if self.process and self.process.poll() is not None: raise SystemExit(f"the server ended: {self.log.read_text()[:1500]}")
            time.sleep(0.2)
        raise SystemExit(f"{what} did not come within {seconds} s: {self.log.read_text()[-1500:]}")

    def ask(self, path, body=None, headers={}):
        request = urllib.request.Request(self.url + path, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer: return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal: return refusal.code, refusal.read().decode()
        except OSError: return 0, ""

    def link(self, *who):
        ended = subprocess.run([self.programs / "botfleet-server", "link", "--config", str(self.config), "--for", "2h", *who], env=self.server_environment, capture_output=True, text=True)
        if ended.returncode != 0: raise RuntimeError(ended.stderr)
        return ended.stdout.strip()

    def play(self):
        """Lets the server make everything, and then bots run, crash and loop."""
        self.start()
        wanted = {path.stem for path in (self.work / "fleet/orders").glob("*.yaml")} - {"ord-2004", "ord-2005", "ord-2007", "ord-2008", "ord-2009", "ord-2010"}
        self.wait("all servers", lambda: wanted <= self.panel.servers().keys())
        servers = self.panel.servers()
        for place, (order, server) in enumerate(sorted(servers.items())):
            if order == "ord-2003": continue
            self.set_variable(server, "DISCORD_TOKEN", "a-token-of-this-bot")
            deed = {"ord-2002": "loop", "ord-3007": "fall", "ord-3011": "loop"}.get(order)
            self.panel.do(do="bot", server=server["id"], does="start")
            if deed: self.panel.do(do="bot", server=server["id"], does=deed)
        # Two more things that people did, for the past of an order.
        document = self.work / "fleet/orders/ord-2001.yaml"
        self.git(self.work, "pull", "-q", "--rebase", "origin", "main")
        document.write_text(document.read_text().replace("tier: pro", "tier: business"))
        self.commit("ord-2001 wants more room")

    def settle(self, crashes=True):
        """Until pages show what was played; that a bot has crashed is known after two looks at it, a minute and a half apart."""
        headers = {"Authorization": f"Bearer {self.token}"}
        self.wait("the pages", lambda: "ord-2001" in self.ask("/admin/deployments?q=ord-2001", headers=headers)[1])
        self.wait("the change of ord-2001", lambda: "wants more room" in self.git(self.remote, "log", "-20", "--format=%s", "main") and
                  ">business<" in self.ask("/admin/deployments/ord-2001", headers=headers)[1].replace("<bdi>", "").replace("</bdi>", ""))
        self.wait("a look at every bot", lambda: "seen=running" in self.ask("/admin/deployments", headers=headers)[1] and "seen=unknown" not in self.ask("/admin/deployments", headers=headers)[1])
        if crashes: self.wait("a bot that crashed", lambda: "seen=crashed" in self.ask("/admin/deployments", headers=headers)[1], seconds=300)

    def bad_morning(self, loops=40):
        """A night later: a node is down, forty bots of the other one have been tried five times each, and two payments wait for room."""
        servers = [server for order, server in sorted(self.panel.servers().items()) if order > "ord-3001"]
        down = [server for server in servers if server["node"] == 1][:loops]
        for server in down: self.panel.do(do="bot", server=server["id"], does="fall")
        fell = time.monotonic()
        catalog = self.work / "fleet/catalog.yaml"
        self.git(self.work, "pull", "-q", "--rebase", "origin", "main")
        catalog.write_text(catalog.read_text().replace("addons:\n", "addons:\n  giant: { memory: +4096GiB }\n\n", 1))
        for number in (2011, 2012): (self.work / f"fleet/orders/ord-{number}.yaml").write_text(order_text(number, "cus-cleo", "business", addons="[giant]"))
        (self.work / "fleet/service.yaml").write_text(POLICY.replace("health: {}", "health: { restart: on-failure }"))
        self.commit("Two large orders")
        self.process.terminate()
        self.process.wait(timeout=30)
        # The panel remembers for twenty seconds that they ran.
        time.sleep(max(0, fell + 25 - time.monotonic()))
        # That a bot loops is known after an hour of trying; what a night's trying leaves is put in its place.
        now = int(time.time())
        with sqlite3.connect(self.folder / "state/server.sqlite") as store:
            for place, server in enumerate(down):
                tries = [now - 7200 + 60 * minutes + place for minutes in (0, 4, 12, 28, 60)]
                store.execute("UPDATE watchedBot SET state = 'crash-loop', reason = 'ends-after-every-start', since = ?, downAt = ?, judgedAt = ?, seenAt = ?, lastUpAt = ?, startsInARow = 5, "
                              "starts = 5, startTimes = ?, acceptedAt = ?, nextStartAt = NULL WHERE server = ?",
                              (now - 3000, now - 3400, now - 60, now - 60, now - 3500, ",".join(map(str, tries)), tries[-1], server["uuid"]))
        store.close()
        self.start()
        headers = {"Authorization": f"Bearer {self.token}"}
        self.wait("loops", lambda: f'"crash-loop":{loops}' in self.counts(headers), seconds=120)
        self.panel.do(do="daemon", node=2, mode="refuse")
        self.wait("a node that is lost", lambda: '"unknown":' in self.counts(headers) and '"room":3' in self.counts(headers), seconds=90)
        # Each of its bots has been tried, or is told to be lost with it.
        time.sleep(5)

    def counts(self, headers):
        answer = json.loads(self.ask("/api/admin/deployments", headers=headers)[1] or "{}")
        return json.dumps({key: value for key, value in answer.items() if key != "deployments"}, separators=(",", ":"))

    def set_variable(self, server, key, value):
        request = urllib.request.Request(f"{self.panel.url}/api/client/servers/{server['identifier']}/startup/variable", json.dumps({"key": key, "value": value}).encode(),
                                         {"Authorization": f"Bearer {self.panel.keys['client_admin']}", "Content-Type": "application/json", "Accept": "application/json"}, method="PUT")
        try:
            with urllib.request.urlopen(request): pass
        except urllib.error.HTTPError as refusal: print(f"{key}: {refusal.code} {refusal.read()[:200]}", file=sys.stderr)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)
        self.panel.end()


def main():
    parser = argparse.ArgumentParser(description="a botfleet-server to look at")
    parser.add_argument("--build", required=True, help="the folder with the programs")
    parser.add_argument("--orders", type=int, default=90)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="botfleet-pages-"))
    stage = PageStage(pathlib.Path(options.build).resolve(), folder, options.orders)
    try:
        stage.play()
        print(f"administrator  {stage.link('--admin', 'Ada Admin', '--email', 'ada@example.com')}\ncustomer       {stage.link('--customer', 'cus-ada')}\n"
              f"token          {stage.token}\nlog            {stage.log}", flush=True)
        while True: time.sleep(3600)
    except KeyboardInterrupt: pass
    finally:
        stage.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__": main()

"""The fleet that scripts/chaos edits, what its orders should have become, and the embedded panel."""
import datetime, json, pathlib, shutil, socket, subprocess, urllib.request

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES = {"starter": (512, 50, 1024), "pro": (1024, 100, 2048), "business": (2048, 200, 5120)}
GRACE = 7


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def build(*products):
    """Builds programs in a debug build, and returns the folder that they are in."""
    for product in products: subprocess.run(["swift", "build", "--product", product], cwd=ROOT, check=True)
    shown = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return pathlib.Path(shown.stdout.strip())


class Panel:
    """The embedded panel as a process of its own, with room for everything and no limit of requests."""
    def __init__(self, program, folder):
        state = json.loads((ROOT / "Sources/PanelSandbox/fixture.json").read_text())
        for node in state["nodes"]: node.update(memory=1 << 22, disk=1 << 23)
        ids = iter(range(1000, 9000))
        state["allocations"] = [{"id": next(ids), "node": node["id"], "ip": "198.51.100.7", "port": 10000 + place}
                                for node in state["nodes"] for place in range(3000)]
        file = folder / "fixture.json"
        file.write_text(json.dumps(state))
        self.process = subprocess.Popen([program, "--format", "json", "--exit-with-stdin", "--fixture", str(file), "--install-delay", "0",
                                         "--rate-limit", "1000000", "--latency", "10"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said = json.loads(self.process.stdout.readline())
        self.url, self.control, self.key = said["url"], said["control"], said["keys"]["app_full"]
        self.account = said["keys"]["client_admin"]
        self.made = {}

    def ask(self, path):
        request = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {self.key}", "Accept": "application/json"})
        with urllib.request.urlopen(request) as answer: return json.load(answer)

    def give(self, server, variable, value):
        """What a customer does on the panel's pages: a variable of the server's own."""
        request = urllib.request.Request(f"{self.url}/api/client/servers/{server}/startup/variable", json.dumps({"key": variable, "value": value}).encode(),
                                         {"Authorization": f"Bearer {self.account}", "Accept": "application/json", "Content-Type": "application/json"}, method="PUT")
        with urllib.request.urlopen(request) as answer: return json.load(answer)

    def do(self, **step):
        request = urllib.request.Request(self.control, json.dumps(step).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer: return answer.read()

    def disturb(self, chance):
        """Slower answers, and daemons that take their time, so that more kills strike while the panel is at work; or daemons that are down."""
        self.do(do="latency", milliseconds=chance.choice([0, 10, 50]))
        kind = chance.random()
        if kind < 0.3: self.do(do="daemon", mode="ok", delay=chance.choice([0.2, 0.6]))
        elif kind < 0.45: self.do(do="daemon", mode="refuse")

    def heal(self):
        self.do(do="latency", milliseconds=0)
        self.do(do="daemon")

    def servers(self):
        """All servers, page by page."""
        servers, page = [], 1
        while True:
            answer = self.ask(f"/api/application/servers?include=allocations&sort=id&per_page=100&page={page}")
            servers += [entry["attributes"] for entry in answer["data"]]
            if page >= answer["meta"]["pagination"]["total_pages"]: return servers
            page += 1

    def creations(self):
        """How many servers were made since the last call."""
        log = json.loads(self.do(do="requests", forget=True))["requests"]
        return sum(entry["method"] == "POST" and entry["path"].startswith("/api/application/servers?") and entry["status"] == 201 for entry in log)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Fleet:
    def __init__(self, repository, chance, panel):
        self.repository, self.chance, self.panel, self.orders, self.next = repository, chance, panel, {}, 1
        # What was seen of each order's server when all was compared last.
        self.seen, self.ended, self.today = {}, set(), datetime.datetime.now(datetime.timezone.utc).date()
        shutil.copytree(ROOT / "fleet", repository / "fleet", ignore=shutil.ignore_patterns("orders", "results"))
        settings = repository / "fleet/fleet.yaml"
        text = settings.read_text().replace("maxTerminations: 3, maxChanged: 30%", "maxTerminations: 1000, maxChanged: 100%, maxCreates: 1000, maxUsers: 1000")
        settings.write_text(text.replace("removed: keep", "removed: suspend"))
        for _ in range(6): self.add()

    def day(self, number): return (self.today + datetime.timedelta(days=number)).isoformat()

    def add(self):
        name = f"ord-{self.next:04}"
        self.next += 1
        self.orders[name] = {"status": "quote_accepted", "payment": "confirmed", "state": "active", "addon": False, "removed": False,
                             "tier": self.chance.choice(list(SIZES)), "person": self.chance.choice([None, None, f"cus-{self.next % 7}"])}
        self.write(name)

    def write(self, name):
        order = self.orders[name]
        lines = [f"order: {name}", f"status: {order['status']}", f"payment: {order['payment']}", f"tier: {order['tier']}", f"state: {order['state']}",
                 'guilds: ["112233445566778899"]', "features: [moderation]"]
        if order["addon"]: lines.append("addons: [private-instance]")
        if order["person"]: lines.append(f"customer: {{ id: {order['person']}, email: {order['person']}@example.com, name: A Customer }}")
        path = self.repository / f"fleet/orders/{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        if order["removed"]: return path.unlink()
        path.write_text("\n".join(lines) + "\n")

    def edit(self, day):
        """All kinds of changes at once: new orders, upgrades, suspensions, cancellations, terminations and their revocation, files that go and come back."""
        for _ in range(self.chance.randint(0, 4)): self.add()
        living = [name for name in self.orders if name not in self.ended]
        for name in self.chance.sample(living, min(len(living), self.chance.randint(1, 6))):
            order = self.orders[name]
            kind = self.chance.choice(["tier", "tier", "addon", "state", "state", "terminate", "payment", "status", "file"])
            if kind == "file" or order["removed"]:
                # A file that somebody deletes, and, in the next round that comes to it, brings back.
                order["removed"] = not order["removed"]
                self.write(name)
                continue
            if kind == "tier": order["tier"] = self.chance.choice(list(SIZES))
            elif kind == "addon": order["addon"] = not order["addon"]
            elif kind == "state": order["state"] = "suspended" if order["state"] == "active" else "active"
            elif kind == "terminate" and day == 0: order["state"] = "terminated"
            elif kind == "terminate": continue
            elif kind == "payment": order["payment"] = "overdue" if order["payment"] == "confirmed" else "confirmed"
            else: order["status"] = "cancelled" if order["status"] == "quote_accepted" else "quote_accepted"
            self.write(name)

    def wish(self, order):
        if order["removed"]: return "suspended"
        if order["state"] == "terminated": return "gone"
        return "running" if (order["status"], order["payment"], order["state"]) == ("quote_accepted", "confirmed", "active") else "suspended"

    def compare(self, servers, creations, results, day):
        """What panel and results should not be, as pairs of a kind and words."""
        by_order = {}
        for server in servers: by_order.setdefault(server["external_id"], []).append(server)
        for stranger in by_order.keys() - self.orders.keys(): yield "doubled", f"the panel has a server of {stranger}, which is no order"
        documents = {name: yaml.load(text, yaml.BaseLoader) for name, text in results.items()}
        fresh = sum(len(there) for name, there in by_order.items() if name not in self.seen)
        if creations > fresh: yield "doubled", f"{creations} servers were made, of which {fresh} are there"
        for name, order in self.orders.items():
            there, result = by_order.get(name, []), documents.get(name)
            if len(there) > 1: yield "doubled", f"{name} has {len(there)} servers"
            server = there[0] if there else None
            if server and name in self.seen and server["uuid"] != self.seen[name]: yield "doubled", f"the server of {name} was made again"
            if server and name in self.ended: yield "doubled", f"{name} had ended and has a server"
            yield from self.judge(name, order, server, result, day)
            yield from self.judge_result(name, server, result)
            if server: self.seen[name] = server["uuid"]

    def judge(self, name, order, server, result, day):
        """Whether the order has the server that it pays for."""
        wish, since = self.wish(order), (result or {}).get("terminating", {}).get("since")
        if server is None:
            due = wish == "gone" and since and datetime.date.fromisoformat(since) <= self.today + datetime.timedelta(days=day - GRACE)
            if name in self.seen and name not in self.ended:
                if not due: yield "lost", f"{name} ({wish}) had a server, and it is gone"
                self.ended.add(name)
            if wish == "running" and name not in self.ended: yield "lost", f"{name} is paid for and has no server"
            return
        if server["suspended"] != (wish != "running"): yield "lost", f"{name} should be {wish}, and its server is {'' if server['suspended'] else 'not '}suspended"
        if wish == "gone" and since and datetime.date.fromisoformat(since) <= self.today + datetime.timedelta(days=day - GRACE):
            yield "lost", f"{name} was to end by now, terminating since {since}"
        memory, cpu, disk = SIZES[order["tier"]]
        wanted = (memory + 512, cpu + 50, disk + 1024) if order["addon"] else (memory, cpu, disk)
        has = tuple(server["limits"][key] for key in ("memory", "cpu", "disk"))
        if wish == "running" and has != wanted: yield "lost", f"{name} should have {wanted}, and has {has}"

    def judge_result(self, name, server, result):
        """Whether the result says what the panel has."""
        if server is None:
            if name in self.ended and (result or {}).get("phase") != "terminated": yield "unrecorded", f"{name} has ended, and its result says {result}"
            elif result and name not in self.ended: yield "unrecorded", f"{name} never had a server, and has a result: {result}"
            return
        if result is None: return (yield "unrecorded", f"{name} has a server and no result")
        phase = "suspended" if server["suspended"] else "installing" if server["status"] == "installing" else "running"
        address = next(f"{entry['attributes']['ip']}:{entry['attributes']['port']}" for entry in server["relationships"]["allocations"]["data"]
                       if entry["attributes"]["id"] == server["allocation"])
        build = result.get("applied", {}).get("spec", {}).get("build", {})
        said = {"phase": result["phase"], "id": result["server"]["id"], "uuid": result["server"]["uuid"], "address": result["server"].get("address"),
                "suspended": result.get("applied", {}).get("spec", {}).get("suspended"), "memory": build.get("memory"), "failure": result.get("failure")}
        true = {"phase": phase, "id": str(server["id"]), "uuid": server["uuid"], "address": address,
                "suspended": "yes" if server["suspended"] else "no", "memory": said["memory"], "failure": None}
        memory = f"{server['limits']['memory']}MiB"
        if said["memory"] not in (memory, str(server["limits"]["memory"])) and not same_size(said["memory"], server["limits"]["memory"]): true["memory"] = memory
        for key in true:
            if said[key] != true[key]: yield "unrecorded", f"the result of {name} says {key} {said[key]}, and the panel has {true[key]}"


def same_size(text, mebibytes):
    if text is None: return False
    for unit, factor in (("TiB", 1 << 20), ("GiB", 1 << 10), ("MiB", 1)):
        if text.endswith(unit): return int(text[:-3]) * factor == mebibytes
    return text == str(mebibytes)

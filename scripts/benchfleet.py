"""Fleets to measure with: orders made from a seed, a repository with a remote, and an embedded panel that has their servers."""
import atexit, concurrent.futures, functools, json, os, pathlib, random, shutil, subprocess, sys, tempfile, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIERS, FEATURES = ["starter", "pro", "business"], ["moderation", "music", "levels", "tickets", "welcome", "reminders"]
GUILDS = {"starter": 1, "pro": 3, "business": 10}
LIMITS = {"starter": (512, 50, 1024, 0, 1), "pro": (1024, 100, 2048, 1, 3), "business": (2048, 200, 5120, 3, 7)}
FIRST = 10_000


def order(number, seed):
    """What somebody bought."""
    chance = random.Random(f"{seed}-{number}")
    tier = chance.choice(TIERS)
    return {"number": number, "tier": tier, "private": chance.random() < 0.3,
            "guilds": [str(chance.randrange(10**17, 10**18)) for _ in range(chance.randint(1, GUILDS[tier]))],
            "features": chance.sample(FEATURES, chance.randint(2, 5))}


def order_text(order):
    """An order as people write them: some 27 lines."""
    number = order["number"]
    lines = ["# yaml-language-server: $schema=../../../schemas/order.schema.json", f"# Order {number}, taken by the shop.",
             f"order: ord-{number}", f"customer: cus-{number % 4000}", "status: quote_accepted", "payment: confirmed", f"tier: {order['tier']}"]
    if order["private"]: lines.append("addons: [private-instance]")
    lines += ["guilds:"] + [f'  - "{guild}"' for guild in order["guilds"]] + ["features:"] + [f"  - {feature}" for feature in order["features"]]
    lines += [f'name: "Bot number {number}"', "description: A bot that does what its people want of it", "environment:",
              '  FEATURES: "{features}"', "note: |", "  Taken over the phone.", "  Ask before changing its memory.", "state: active"]
    return "\n".join(lines) + "\n"


def server(order, allocation):
    """The server that an order has."""
    number, (memory, cpu, disk, databases, backups) = order["number"], LIMITS[order["tier"]]
    more = order["private"]
    return {"id": number, "external_id": f"ord-{number}", "name": f"Bot number {number}", "description": "A bot that does what its people want of it",
            "user": 100 + number % 4000, "egg": 15, "allocation": allocation, "image": "ghcr.io/parkervcp/yolks:nodejs_22", "startup": "node index.js",
            "limits": {"memory": memory + 512 * more, "swap": 0, "disk": disk + 1024 * more, "io": 500, "cpu": cpu + 50 * more, "threads": None},
            "feature_limits": {"databases": databases, "backups": backups, "allocations": 0}, "status": None,
            "environment": {"TIER": order["tier"], "FEATURES": ",".join(order["features"]), "DISCORD_GUILD_ID": order["guilds"][0],
                            "MAX_GUILDS": str(GUILDS[order["tier"]]), "DISCORD_TOKEN": "set-me-in-the-panel"}}


def fixture(count, spare, seed):
    """The built-in panel with a server for each order, room for some more, and a user for each customer."""
    state = json.loads((ROOT / "Sources" / "PanelSandbox" / "fixture.json").read_text())
    nodes = [node["id"] for node in state["nodes"]]
    for node in state["nodes"]: node.update(memory=(count + spare) * 4096, disk=(count + spare) * 8192)
    state["allocations"] = [{"id": 1000 + place, "node": nodes[place % len(nodes)], "ip": f"198.51.100.{1 + place // 50000}", "port": 10000 + place // 2 % 25000}
                            for place in range(count + len(nodes) * spare)]
    state["users"] += [{"id": 100 + number, "external_id": f"cus-{number}", "uuid": f"00000000-0000-4000-8000-{number:012d}",
                        "username": f"cus-{number}", "email": f"cus-{number}@example.com", "first_name": "A", "last_name": "Customer"}
                       for number in range(4000)]
    state["servers"] = [server(order(FIRST + place, seed), 1000 + place) for place in range(count)]
    return state


class Panel:
    """The embedded panel as a process of its own, without a limit and with installations that take no time."""
    def __init__(self, program, file):
        self.process = subprocess.Popen([program, "--format", "json", "--exit-with-stdin", "--fixture", file, "--install-delay", "0",
                                         "--rate-limit", "1000000"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said = json.loads(self.process.stdout.readline())
        self.url, self.control, self.key = said["url"], said["control"], said["keys"]["app_full"]

    def do(self, **step):
        request = urllib.request.Request(self.control, json.dumps(step).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer: return answer.read()

    def page(self, number):
        """A page of its servers, as nobody decodes it."""
        request = urllib.request.Request(f"{self.url}/api/application/servers?sort=id&per_page=500&page={number}",
                                         headers={"Authorization": f"Bearer {self.key}", "Accept": "application/json"})
        with urllib.request.urlopen(request) as answer: return answer.read()

    def bare(self, workers):
        """Seconds that it takes to get all pages, so many at a time."""
        pages = json.loads(self.page(1))["meta"]["pagination"]["total_pages"]
        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(workers) as pool: list(pool.map(self.page, range(1, pages + 1)))
        return time.monotonic() - began

    def requests(self): return json.loads(self.do(do="requests", forget=True))["total"]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Fleet:
    """A repository with a remote, every order of which has its server on a panel of its own."""
    def __init__(self, count, spare, seed, programs, folder):
        self.count, self.seed, self.next = count, seed, FIRST
        self.folder = folder / str(count)
        self.repository, self.bare, self.botfleet = self.folder / "repository", self.folder / "remote.git", str(programs / "botfleet")
        self.repository.mkdir(parents=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
                            **{f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
                               for what, value in (("NAME", "bench"), ("EMAIL", "bench@example.com"))}}
        self.write()
        # An order that is older than the server with its external id gets that server.
        time.sleep(2)
        file = self.folder / "fixture.json"
        file.write_text(json.dumps(fixture(count, spare, seed)))
        self.panel = Panel(str(programs / "botfleet-sandbox"), str(file))
        file.unlink()
        self.environment |= {"PTERODACTYL_PANEL_URL": self.panel.url, "PTERODACTYL_API_KEY": self.panel.key}

    def write(self):
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.bare)], env=self.environment, check=True)
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", str(self.bare))
        shutil.copytree(ROOT / "fleet", self.repository / "fleet", ignore=shutil.ignore_patterns("orders", "results"))
        settings = self.repository / "fleet" / "fleet.yaml"
        settings.write_text(settings.read_text().replace("maxChanged: 30%", f"maxChanged: 30%, maxCreates: {max(200, self.count)}"))
        self.add(self.count)
        self.git("branch", "-q", "--set-upstream-to=origin/main")

    def prepare(self):
        """Records the servers; nothing is to be done on the panel for that."""
        began = time.monotonic()
        self.panel.requests()
        self.apply()
        print(f"{self.count:,} servers recorded in {time.monotonic() - began:.0f} s with {self.panel.requests():,} requests", flush=True)
        self.git("gc", "-q")
        subprocess.run(["git", "gc", "-q"], cwd=self.bare, env=self.environment, check=True)

    def apply(self): self.run(self.botfleet, "apply", "--yes", "--quiet", "--concurrency", "16")

    def add(self, count):
        """Commits so many more orders."""
        for number in range(self.next, self.next + count):
            path = self.path(number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(order_text(order(number, self.seed)))
        self.next += count
        self.commit(f"{count} more orders")

    def change(self, count, turn):
        """Commits other features for so many orders, which lie far apart."""
        step = self.count // count
        for number in range(FIRST + turn, FIRST + turn + count * step, step):
            path = self.path(number)
            text = path.read_text()
            path.write_text(text.replace("  - music\n", "") if "  - music\n" in text else text.replace("features:\n", "features:\n  - music\n"))
        self.commit(f"{count} changed orders")

    def path(self, number): return self.repository / "fleet" / "orders" / f"{number // 1000}" / f"ord-{number}.yaml"

    def git(self, *words): subprocess.run(["git", *words], cwd=self.repository, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def commit(self, subject):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)
        self.git("push", "-q", "origin", "main")

    def run(self, *words, cwd=None): return run(words, cwd or self.repository, self.environment)

    def end(self): self.panel.end()


@functools.cache
def launcher():
    """The program that measures what it starts, which is gone when this process ends."""
    compiler = shutil.which("cc") or shutil.which("clang") or sys.exit("there is no C compiler: neither `cc` nor `clang` is on the PATH")
    folder = tempfile.TemporaryDirectory(prefix="botfleet-measure-")
    atexit.register(folder.cleanup)
    program = pathlib.Path(folder.name) / "measure"
    subprocess.run([compiler, "-O2", str(ROOT / "scripts" / "measure.c"), "-o", str(program)], check=True)
    return program


def run(words, cwd, environment=None):
    """Runs a command to its end: its CPU seconds, wall seconds, peak MB and what it said on stderr."""
    figures = launcher().with_name("figures")
    began = time.monotonic()
    ended = subprocess.run([launcher(), figures, *words], cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall = time.monotonic() - began
    said = ended.stderr.decode()
    if ended.returncode != 0: sys.exit(f"{' '.join(map(str, words))} ended with {ended.returncode}:\n{said}")
    cpu, memory = figures.read_text().split()
    return float(cpu), wall, int(memory) / 1024, said

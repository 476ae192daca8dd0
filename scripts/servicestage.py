"""Everything around a botfleet-server, on loopback and in one temporary folder: PostgreSQL with a small shop, the embedded panel, a git remote, and who is told.

scripts/demo-service and scripts/chaos-service play on it."""
import base64, hashlib, hmac, http.server, json, os, pathlib, shutil, signal, subprocess, threading, time, urllib.error, urllib.request

from chaosfleet import Panel, free_port

ROOT = pathlib.Path(__file__).resolve().parent.parent
VIEWS = ROOT / "schemas/supabase/orders-view.sql"
TABLES = ROOT / "scripts/small-shop.sql"


def wait_for(what, check, seconds=40, pause=0.1):
    """What `check` returns as soon as that is something; ends the script where it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = check()
        if found: return found
        time.sleep(pause)
    raise TimeoutError(f"{what} did not come within {seconds} s")


class Postgres:
    """A PostgreSQL server of its own, by scripts/postgres-server; its socket lets in whoever may enter its folder."""
    def __init__(self):
        self.process = subprocess.Popen([ROOT / "scripts/postgres-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said = self.process.stdout.readline().split()
        if len(said) != 3: raise RuntimeError("PostgreSQL does not start")
        self.port, _, self.folder = said

    def obey(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        if not self.process.stdout.readline(): raise RuntimeError(f"PostgreSQL does not {command}")

    def start(self): self.obey("start")

    def stop(self): self.obey("stop")

    def url(self, user="postgres"): return f"postgresql:///postgres?host={self.folder}&port={self.port}&user={user}"

    def query(self, statement):
        """The rows of an answer, as lists of texts."""
        ended = subprocess.run(["psql", "-X", "-q", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", self.url()], input=statement, capture_output=True, text=True)
        if ended.returncode != 0: raise RuntimeError(f"psql: {ended.stderr}")
        return [line.split("\t") for line in ended.stdout.splitlines()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Remote:
    """A bare repository behind a git server of its own, which can die and come back."""
    def __init__(self, folder, environment):
        self.folder, self.environment, self.port, self.daemon = folder, environment, free_port(), None
        self.bare, self.url = folder / "fleet.git", f"git://127.0.0.1:{self.port}/fleet.git"
        folder.mkdir()
        self.git(folder, "init", "-q", "--bare", "-b", "main", self.bare)
        self.start()

    def git(self, folder, *words):
        ended = subprocess.run(["git", *map(str, words)], cwd=folder, env=self.environment, capture_output=True, text=True)
        if ended.returncode != 0: raise RuntimeError(f"git {' '.join(map(str, words))}: {ended.stderr}")
        return ended.stdout

    def start(self):
        self.daemon = subprocess.Popen(["git", "daemon", f"--base-path={self.folder}", "--export-all", "--enable=receive-pack", "--listen=127.0.0.1", "--reuseaddr",
                                        f"--port={self.port}", str(self.folder)], env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True)
        wait_for("git daemon", lambda: subprocess.run(["git", "ls-remote", self.url], env=self.environment, capture_output=True).returncode == 0)

    def stop(self):
        os.killpg(self.daemon.pid, signal.SIGKILL)
        self.daemon.wait()

    def commits(self): return self.commits_of(".")

    def commits_of(self, path):
        """The branch's commits that changed a path, the newest first: id, author and message."""
        text = self.git(self.bare, "log", "--format=%H%x1f%an%x1f%B%x1e", "main", "--", path)
        return [tuple(part.strip() for part in entry.split("\x1f")) for entry in text.split("\x1e") if entry.strip()]

    def files(self, folder): return self.git(self.bare, "ls-tree", "-r", "--name-only", "main", folder).split()


class Receiver:
    """Who is told: remembers what is posted to it, path by path."""
    def __init__(self):
        self.posted, self.status, receiver = [], 204, self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if receiver.status < 300: receiver.posted.append((self.path, dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words): pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def secret(): return "whsec_" + base64.b64encode(os.urandom(32)).decode()


def signed(key, delivery, body):
    """The headers of a delivery as Standard Webhooks signs it."""
    moment = str(int(time.time()))
    mac = hmac.new(base64.b64decode(key.removeprefix("whsec_")), f"{delivery}.{moment}.".encode() + body, hashlib.sha256)
    return {"webhook-id": delivery, "webhook-timestamp": moment, "webhook-signature": "v1," + base64.b64encode(mac.digest()).decode(), "Content-Type": "application/json"}


class Server:
    """The program itself, which can be killed and started again."""
    def __init__(self, program, stage, settings, environment):
        self.program, self.stage, self.environment, self.process = program, stage, environment, None
        self.port, self.metrics = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.config = stage.folder / "server.yaml"
        self.config.write_text(settings.format(port=self.port, metrics=self.metrics))
        self.log = stage.folder / "server.log"

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.program, "--config", str(self.config)], env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_for("the server", lambda: self.ask("/readyz")[0] == 200)

    def metrics_now(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=20) as answer: return answer.read().decode()

    def status(self):
        """What administrators see: each part, and what hinders it."""
        return self.ask("/status", headers={"Authorization": f"Bearer {self.stage.admin}"})[1].decode()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)

    def ask(self, path, body=None, headers={}, method=None):
        """Status and body of an answer; status 0 where there is none."""
        request = urllib.request.Request(self.url + path, body, headers, method=method or ("POST" if body is not None else "GET"))
        try:
            with urllib.request.urlopen(request, timeout=20) as answer: return answer.status, answer.read()
        except urllib.error.HTTPError as refusal: return refusal.code, refusal.read()
        except OSError: return 0, b""


class Stage:
    def __init__(self, programs, folder, settings, policy):
        self.folder = folder
        self.git_environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
                                **{f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
                                   for what, value in (("NAME", "Ada Admin"), ("EMAIL", "ada@example.com"))}}
        self.panel = Panel(str(programs / "botfleet-sandbox"), folder)
        self.postgres = Postgres()
        self.shop = Shop(self.postgres)
        self.remote = Remote(folder / "remote", self.git_environment)
        self.customers, self.staff = Receiver(), Receiver()
        self.hook, self.wake, self.admin = secret(), os.urandom(24).hex(), os.urandom(24).hex()
        self.publish(policy)
        environment = {**self.git_environment, "PTERODACTYL_PANEL_URL": self.panel.url, "PTERODACTYL_API_KEY": self.panel.key, "PTERODACTYL_CLIENT_KEY": self.panel.account, "WEBHOOK_SECRET": self.hook,
                       "WAKE_SECRET": self.wake, "SHOP_DATABASE_URL": self.postgres.url("botfleet_reader"), "OUTGOING_SECRET": secret(), "ADA_TOKEN": self.admin,
                       "CUSTOMER_WEBHOOK_URL": self.customers.url + "/customers", "DISCORD_WEBHOOK_URL": self.staff.url + "/api/webhooks/1/token"}
        for name in [name for name in environment if name.startswith("GIT_AUTHOR") or name.startswith("GIT_COMMITTER")]: del environment[name]
        (folder / "state").mkdir()
        self.server = Server(str(programs / "botfleet-server"), self, settings.replace("{folder}", str(folder)).replace("{remote}", self.remote.url), environment)

    def publish(self, policy):
        """The fleet's first commit: settings, a catalog, the policy of the server, and no order."""
        work = self.folder / "people"
        self.remote.git(self.folder, "clone", "-q", self.remote.url, work)
        shutil.copytree(ROOT / "fleet", work / "fleet", ignore=shutil.ignore_patterns("orders", "results"))
        settings = work / "fleet/fleet.yaml"
        settings.write_text(settings.read_text().replace("maxTerminations: 3, maxChanged: 30%", "maxTerminations: 3, maxChanged: 100%, maxCreates: 1000, maxUsers: 1000"))
        (work / "fleet/service.yaml").write_text(policy)
        self.remote.git(work, "add", "-A")
        self.remote.git(work, "commit", "-q", "-m", "A fleet without orders")
        self.remote.git(work, "push", "-q", "origin", "HEAD:main")

    def servers(self, order=None):
        return [server for server in self.panel.servers() if order is None or server["external_id"] == order]

    def end(self):
        if self.server.process and self.server.process.poll() is None: self.server.kill()
        self.remote.stop()
        self.postgres.end()
        self.panel.end()


class Shop:
    """The web app: customers, orders and payments in SQL, read by botfleet-server through two views."""
    def __init__(self, postgres):
        self.postgres = postgres
        postgres.query(TABLES.read_text())
        postgres.query(VIEWS.read_text())
        postgres.query("alter role botfleet_reader login")

    @staticmethod
    def inserting(order, customer, tier, guild=112233445566778899):
        return (f"insert into customers (id, email) values ('{customer}', '{customer}@example.com') on conflict do nothing;\n"
                f"insert into orders (id, customer_id, tier, features) values ('{order}', '{customer}', '{tier}', '{{moderation}}');\n"
                f"insert into guilds values ('{order}', {guild}); insert into quotes (order_id, status) values ('{order}', 'accepted');")

    @staticmethod
    def paying(order, until="2099-12-31"):
        return f"insert into payments (order_id, status, paid_until) values ('{order}', 'paid', '{until}');"

    def row(self, order):
        """An order as the view has it, which is what a delivery says."""
        rows = self.postgres.query(f"select to_jsonb(o) from botfleet_orders o where o.\"order\" = '{order}'")
        return json.loads(rows[0][0])

    def trigger(self, order):
        """What a database webhook of Supabase's posts."""
        rows = self.postgres.query(f"select to_jsonb(o) from orders o where id = '{order}'")
        return {"type": "UPDATE", "table": "orders", "schema": "public", "record": json.loads(rows[0][0]), "old_record": None}

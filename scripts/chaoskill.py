"""The ways in which scripts/chaos kills a run."""
import os, pathlib, signal, subprocess, time

# System calls that change something or wait for something, in groups, and how often about each of a run's threads makes them.
CALLS = {
    "openat": 300, "write,pwrite64,writev": 40, "sendto,sendmsg": 30, "recvfrom,recvmsg,read": 150, "connect,socket": 8,
    "rename,renameat,renameat2,link,linkat": 6, "unlink,unlinkat,mkdir,mkdirat,rmdir": 8, "fsync,fdatasync,ftruncate": 4, "execve,clone,clone3,vfork,fork": 5,
    "close": 300, "poll,ppoll,epoll_wait": 30, "flock,fcntl": 30, "mmap,munmap": 100, "futex": 150,
}


def children(pid):
    """All processes below one, itself left out."""
    found = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in pathlib.Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                found += [int(child)] + children(int(child))
    except OSError: pass
    return found


def command(pid):
    try: return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError: return ""


def processes_in(folder, besides):
    """Processes that work below a folder: what outlived its run."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) in besides or int(entry) == os.getpid(): continue
        try: place = os.readlink(f"/proc/{entry}/cwd")
        except OSError: continue
        if place.startswith(f"{folder}/") and "remote/" not in place: found.append(f"{entry} {command(entry)}".strip())
    return found


def kill(pid):
    try: os.kill(pid, signal.SIGKILL)
    except ProcessLookupError: pass


class Killer:
    def __init__(self, chance, environment, folder):
        self.chance, self.environment, self.folder, self.kills, self.ways = chance, environment, folder, 0, {}
        self.usual = 0.8  # seconds that a run takes, learned from those that no kill struck

    def run(self, words, place):
        """Runs a command and kills it in one of the ways; says how."""
        way = self.chance.choice([self.anywhere, self.between_calls, self.between_calls, self.in_git, self.in_git, self.at_the_files])
        how = way(words, place)
        if how:
            self.kills += 1
            self.ways[way.__name__.replace("_", " ")] = self.ways.get(way.__name__.replace("_", " "), 0) + 1
        return f"{way.__name__.replace('_', ' ')}: {how or 'it was faster'}"

    def start(self, words, place):
        return subprocess.Popen(words, cwd=place, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def strike(self, process):
        """Kills the run: alone, so that its git lives on, or with all that it started; or its git alone."""
        below = children(process.pid)
        victims = self.chance.choice(["apply", "apply", "all", "all", "git"])
        if victims == "git" and below:
            for pid in below: kill(pid)
            process.wait(120)
            return "its git was killed"
        alone = process.poll() is None
        kill(process.pid)
        if victims == "all":
            for pid in below: kill(pid)
        process.wait(60)
        return f"{victims}, {len(below)} processes below" if alone and process.returncode == -signal.SIGKILL else None

    def anywhere(self, words, place):
        """After a random time."""
        process, began = self.start(words, place), time.monotonic()
        try: process.wait(self.chance.uniform(0, 1.2 * self.usual))
        except subprocess.TimeoutExpired: return self.strike(process)
        self.usual = 0.7 * self.usual + 0.3 * (time.monotonic() - began)

    def between_calls(self, words, place):
        """Before the n-th call of a kind that one of its threads makes, or a thread of its git."""
        calls = self.chance.choice(list(CALLS))
        number = int(CALLS[calls] ** self.chance.uniform(0, 1))
        known = ",".join(f"?{call}" for call in calls.split(","))
        trace = ["strace", "-f", "-qq", "-o", str(self.folder / "trace"), "-e", f"trace={known}", "-e", f"inject={known}:signal=SIGKILL:when={number}"]
        process = self.start(trace + words, place)
        process.wait(120)
        said = (self.folder / "trace").read_text(errors="replace")
        return f"{calls} {number}" if "killed by SIGKILL" in said else None

    def in_git(self, words, place):
        """While it fetches or pushes: once such a git is there, a little later."""
        wanted, number = self.chance.choice(["push", "push", "push", "fetch", "ls-remote", ""]), self.chance.choice([1, 1, 2])
        process, seen = self.start(words, place), set()
        while process.poll() is None:
            for pid in children(process.pid):
                said = command(pid)
                if pid not in seen and "git" in said and wanted in said: seen.add(pid)
            if len(seen) >= number:
                time.sleep(self.chance.choice([0, 0.002, 0.01, 0.03, 0.1]))
                return self.strike(process)
            time.sleep(0.0005)

    def at_the_files(self, words, place):
        """When objects, references, index or results change."""
        git = pathlib.Path(place) / ".git"
        watched = [self.chance.choice(["objects/pack", "refs/heads", "refs/remotes/origin", "", "logs", "../fleet/results"])]
        if self.chance.random() < 0.3: watched = ["objects/pack", "refs/heads", ""]
        def state():
            found = []
            for name in watched:
                try: found.append([(entry.name, entry.stat().st_mtime_ns) for entry in os.scandir(git / name)])
                except OSError: found.append(None)
            return found
        before, process = state(), self.start(words, place)
        while process.poll() is None:
            if state() != before:
                time.sleep(self.chance.choice([0, 0, 0.001, 0.005, 0.02]))
                return self.strike(process)
            time.sleep(0.0003)

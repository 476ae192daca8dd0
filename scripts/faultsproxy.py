"""A web server before the embedded panel that does what a panel cannot be told to do to itself."""
import http.client, re, socket, threading


class Rule:
    """What happens to requests of a kind: before they are passed on, or instead."""
    def __init__(self, method, path, act, skip=0, times=1 << 30):
        self.method, self.path, self.act, self.skip, self.times = method, re.compile(path), act, skip, times

    def takes(self, method, path):
        if method != self.method or not self.path.fullmatch(path.split("?")[0]): return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return self.times >= 0


class Proxy:
    """Passes requests on, one thread a connection. A rule's act gets the request and may return an answer (status, headers, body), or "cut" the connection."""
    def __init__(self, port):
        self.target, self.rules, self.lock, self.connections = port, [], threading.Lock(), set()
        self.listener = self.port = None
        self.open()

    @property
    def url(self): return f"http://127.0.0.1:{self.port}"

    def on(self, method, path, act, **options):
        with self.lock: self.rules.append(Rule(method, path, act, **options))

    def well(self):
        """No more rules, and open."""
        with self.lock: self.rules = []
        if self.listener is None: self.open()

    def open(self):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port or 0))
        listener.listen(64)
        self.port, self.listener = listener.getsockname()[1], listener
        threading.Thread(target=self.accept, args=(listener,), daemon=True).start()

    def close(self):
        """Nobody listens any more, and what is under way breaks off."""
        listener, self.listener = self.listener, None
        if listener is None: return
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in list(self.connections): self.cut(connection)

    @staticmethod
    def cut(connection):
        try: connection.shutdown(socket.SHUT_RDWR)
        except OSError: pass

    def accept(self, listener):
        while True:
            try: connection, _ = listener.accept()
            except OSError: return
            self.connections.add(connection)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with connection, connection.makefile("rb") as stream:
                while self.pass_on(connection, stream): pass
        except (OSError, http.client.HTTPException): pass
        finally: self.connections.discard(connection)

    def pass_on(self, connection, stream):
        line = stream.readline().decode()
        if not line: return False
        method, path, _ = line.split(" ", 2)
        headers = {}
        while (field := stream.readline().decode().strip()):
            name, value = field.split(":", 1)
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
        with self.lock: rule = next((rule for rule in self.rules if rule.takes(method, path)), None)
        answer = rule.act(method, path, headers, body) if rule else None
        if self.listener is None: return False
        if answer == "cut": return False
        status, fields, content = answer or self.ask(method, path, headers, body)
        head = f"HTTP/1.1 {status} {http.client.responses.get(status, 'Some Words')}\r\n"
        fields = {**{name: value for name, value in fields.items() if name.lower() not in ("content-length", "connection", "transfer-encoding")}}
        if status != 204: fields["Content-Length"] = str(len(content))
        connection.sendall((head + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n").encode() + content)
        return True

    def ask(self, method, path, headers, body):
        """The panel's own answer."""
        target = http.client.HTTPConnection("127.0.0.1", self.target)
        try:
            target.request(method, path, body or None, {name: value for name, value in headers.items() if name != "host"})
            answer = target.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally: target.close()

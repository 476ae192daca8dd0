"""A headless Chromium, driven through a pipe by its own protocol: no port, no driver, nothing but Python's standard library."""
import base64
import json
import os
import shutil
import subprocess
import tempfile

BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"]
DESK, PHONE = (1280, 900), (390, 844)


def find_browser():
    return next((path for path in map(shutil.which, BROWSERS) if path), None)


class Browser:
    """A headless Chromium with one page, until the end of a `with`."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp()
        # The browser reads commands from its descriptor 3 and writes answers to 4, each ended by a NUL.
        command, answer = os.pipe(), os.pipe()
        self.to, self.frm = command[1], answer[0]
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" 3<&{command[0]} 4>&{answer[1]}', program, "--headless",
             "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(command[0], answer[1]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(command[0])
        os.close(answer[1])
        self.buffer, self.last, self.events, self.session = b"", 0, [], None
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self.to)
        os.close(self.frm)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def read(self):
        while b"\0" not in self.buffer:
            part = os.read(self.frm, 1 << 20)
            if not part:
                raise SystemExit("the browser ended by itself")
            self.buffer += part
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.last += 1
        command = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        data = json.dumps(command).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            message = self.read()
            if message.get("id") != self.last:
                self.events.append(message)
            elif "error" in message:
                raise SystemExit(f"{method}: {message['error']}")
            else:
                return message["result"]

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.read())

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 500)

    def open(self, url):
        self.events = []
        self.call("Page.navigate", url=url)
        self.wait("Page.loadEventFired")
        # A load that was told of may have been that of the page before.
        for _ in range(200):
            if self.js("return document.readyState === 'complete' && document.body !== null;"): return

    def js(self, code):
        answer = self.call("Runtime.evaluate", expression=f"(() => {{ {code} }})()", returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"{code}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def clip(self, height):
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], height), "scale": 1}

    def shoot(self, path, height=3000):
        # So much of the page as a reader scrolls through.
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=self.clip(height))["data"]))

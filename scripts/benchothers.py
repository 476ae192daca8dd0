"""The same orders in other tools, each in the shortest form that it has for a thing that is there and does not change.

octoDNS gets a record for each order, and compares two folders of YAML. Terraform gets a `terraform_data` for each order, and plans against its state.
"""
import json, os, shutil, subprocess
from benchfleet import FIRST, run


class OctoDNS:
    name = "octoDNS, a record an order"

    def __init__(self, program): self.program = program or shutil.which("octodns-sync")

    def why_not(self, count): return None if self.program else "octodns-sync is not installed"

    def prepare(self, count, folder):
        self.folder = folder
        zone = "".join(f"ord-{number}: {{ type: A, ttl: 300, value: 192.0.2.1 }}\n" for number in range(FIRST, FIRST + count))
        for name in ("source", "target"):
            (folder / name).mkdir(parents=True)
            (folder / name / "example.com.yaml").write_text("---\n" + zone)
        provider = "{{ class: octodns.provider.yaml.YamlProvider, directory: {}, default_ttl: 300, enforce_order: false }}".format
        (folder / "octodns.yaml").write_text(
            f"providers:\n  source: {provider(folder / 'source')}\n  target: {provider(folder / 'target')}\n"
            "zones:\n  example.com.: { sources: [source], targets: [target] }\n")

    def measure(self): return run([self.program, f"--config-file={self.folder / 'octodns.yaml'}"], self.folder)


class Terraform:
    name = "Terraform, a resource an order"

    def __init__(self, most): self.program, self.most = shutil.which("terraform"), most

    def why_not(self, count):
        if not self.program: return "terraform is not installed"
        return f"more than {self.most:,} take it too long" if count > self.most else None

    def prepare(self, count, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        orders = {f"ord-{number}": {"input": {"order": f"ord-{number}", "tier": "starter", "memory": 256}} for number in range(FIRST, FIRST + count)}
        (folder / "main.tf.json").write_text(json.dumps({"resource": {"terraform_data": orders}}))
        for words in (["init", "-input=false"], ["apply", "-auto-approve", "-input=false", "-parallelism=50"]):
            subprocess.run([self.program, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    def measure(self): return run([self.program, "plan", "-input=false", "-lock=false"], self.folder, dict(os.environ))

"""The release program, started for a measurement, and the line in which a figure is printed."""
import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/retainwise"
REAL_FILES = ROOT.parent / "shared/data"


def figure(bench, what, ours, unit, peer=None):
    ratio = round(peer / ours, 3) if peer is not None and ours else None
    print(json.dumps({"bench": bench, "what": what, "ours": round(ours, 4), "peer": peer, "unit": unit, "ratio": ratio}),
          flush=True)


class Server:
    def __init__(self, data_dir, workers):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.data_dir = data_dir
        self.begin = time.perf_counter()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--data-dir", data_dir, "--listen", f"127.0.0.1:{self.port}", "--workers", str(workers)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def until_ready(self):
        """Seconds from its start to the first 200 of /ready."""
        while True:
            if self.process.poll() is not None:
                raise SystemExit(f"the server ended with {self.process.returncode}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.request("GET", "/ready", key=False)[0] == 200:
                    return time.perf_counter() - self.begin
            time.sleep(0.001)

    def headers(self):
        return {"Authorization": "Bearer " + (self.data_dir / "owner.key").read_text().strip()}

    def request(self, method, target, body=None, headers=None, key=True):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request(method, target, body, {**(self.headers() if key else {}), **(headers or {})})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, json.loads(text) if text[:1] in b"{[" and text else text

    def upload(self, name, chunks, length):
        """Streams a file of `length` bytes as the multipart body of POST /api/csv; → the answer's object."""
        head = (f'--bench\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: text/csv\r\n\r\n").encode()
        end = b"\r\n--bench--\r\n"

        def body():
            yield head
            yield from chunks
            yield end

        status, answer = self.request("POST", "/api/csv", body(), {
            "Content-Type": "multipart/form-data; boundary=bench", "Content-Length": str(len(head) + length + len(end))})
        if status != 201:
            raise SystemExit(f"upload: {status} {answer}")
        return answer

    def memory(self, what):
        """A value of /proc/PID/status (VmRSS, RssAnon …) in MiB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(what + ":"):
                return int(line.split()[1]) / 1024
        raise KeyError(what)


@contextlib.contextmanager
def serving(workers=1, data_dir=None):
    folder = Path(tempfile.mkdtemp(prefix="retainwise-bench-")) if data_dir is None else None
    server = Server(data_dir or folder / "data", workers)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()
        if folder:
            shutil.rmtree(folder)

"""How many documents a second `tei serve` gives through DTS, beside nginx with equal files in one run; its memory.

Ratios to trust and figures to glance at: all share the cores of one machine with who asks. The volume is that of
benchmarks/rendering.py. Memory is looked at over 100,000 requests, some of which are never remembered.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))

from rendering import TEI, volume

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
RUNS = 5
SECONDS = 4
CONNECTIONS = 16
REQUESTS = 100_000
SHOWN = 20_000
PATIENCE = 120

SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local number = 0
request = function()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
done = function(summary, latency, requests)
  io.write(string.format("FOUND %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write))
end
"""
"""Asks for one path after the other; tells the requests, the microseconds, the slowest of a hundred, the errors."""

CONFIGURATION = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type application/tei+xml;
  open_file_cache max=1000 inactive=60s;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


def main() -> None:
    for program, found in (("wrk", shutil.which("wrk")), ("nginx", NGINX)):
        if not found:
            print(f"\nServing: left out, {program} is not installed")
            return
    with tempfile.TemporaryDirectory(prefix="tei-bench-") as name:
        work = Path(name)
        path = volume(work)
        with ours(path, work) as (port, process):
            server = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            paths, parts = documents(server)
            print(f"\nServing: DTS, {len(paths)} documents of {path.name}, {CONNECTIONS} connections, by wrk")
            bodies = made(server, paths)
            # The server lets go of one who has not asked for long.
            server.close()
            compare(port, paths, bodies, work)
            memory(server, process, paths, parts)


@contextmanager
def ours(path: Path, work: Path) -> Iterator[tuple[int, int]]:
    """A `tei serve` of a volume: its port and its process."""
    command = [str(TEI), "serve", str(path), "-o", str(work / "site"), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        for line in process.stderr:
            if found := re.search(r"^http://127\.0\.0\.1:(\d+)/", line):
                yield int(found[1]), process.pid
                return
        raise SystemExit("tei serve has ended")
    finally:
        process.terminate()
        process.communicate()


def get(server: HTTPConnection, path: str, expected: int | None = 200) -> bytes:
    server.request("GET", path)
    answer = server.getresponse()
    body = answer.read()
    if expected and answer.status != expected:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return body


def documents(server: HTTPConnection) -> tuple[list[str], str]:
    """The paths of the documents that can be cited in the first resource, and that of its table of parts."""
    get(server, "/dts/")
    collection = json.loads(get(server, "/dts/collection"))
    resource = next(each["@id"] for each in collection["member"] if each["@type"] == "Resource")
    parts = f"/dts/navigation?resource={quote(resource, safe='')}&down=-1"
    units = json.loads(get(server, parts))["member"]
    cited = [unit["identifier"] for unit in units if unit.get("citeType") == "document"]
    given = f"/dts/document?resource={quote(resource, safe='')}&ref="
    return [given + quote(each, safe="") for each in cited], parts


def made(server: HTTPConnection, paths: Sequence[str]) -> list[bytes]:
    """The answers, each asked for the first time, and how long that takes."""
    begun = time.perf_counter()
    bodies = [get(server, path) for path in paths]
    seconds = time.perf_counter() - begun
    size = statistics.median(map(len, bodies))
    row("tei, asked for the first time, one after the other", len(paths) / seconds, 0, f"median {size / 1000:.1f} kB")
    return bodies


def compare(port: int, paths: Sequence[str], bodies: Sequence[bytes], work: Path) -> None:
    """The answers that are remembered, beside nginx with equal files; in turn, so that a slow minute meets both."""
    folder = work / "nginx"
    files = folder / "files"
    files.mkdir(parents=True)
    names = [f"/{number}.xml" for number in range(len(bodies))]
    for name, body in zip(names, bodies, strict=True):
        (files / name[1:]).write_bytes(body)
    with nginx(folder) as other:
        found: dict[str, list[tuple[float, float]]] = {}
        for _ in range(RUNS):
            for label, where, asked in (("nginx, equal files", other, names), ("tei", port, paths)):
                found.setdefault(label, []).append(load(where, asked, work))
    rates = {label: statistics.median(rate for rate, _ in each) for label, each in found.items()}
    for label, rate in rates.items():
        slow = statistics.median(late for _, late in found[label])
        row(label, rate, rate / rates["nginx, equal files"], f"99 of 100 in {slow:.1f} ms")


def load(port: int, paths: Sequence[str], work: Path) -> tuple[float, float]:
    """Answers a second, and the milliseconds in which 99 of 100 came."""
    listed, script = work / "paths.txt", work / "script.lua"
    listed.write_text("\n".join(paths), encoding="utf-8")
    script.write_text(SCRIPT, encoding="utf-8")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    done = subprocess.run(
        command, env={**os.environ, "PATHS": str(listed)}, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    found = re.search(r"FOUND (\d+) (\d+) (\d+) (\d+)", done.stdout)
    assert found, done.stdout
    requests, duration, late, errors = map(int, found.groups())
    if errors:
        raise SystemExit(f"{errors} of {requests} answers were errors")
    return requests / duration * 1e6, late / 1000


@contextmanager
def nginx(folder: Path) -> Iterator[int]:
    """An nginx that serves the files in a folder: its port."""
    assert NGINX
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "conf").write_text(CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    # A worker of a superuser's nginx is somebody else, who cannot read here.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "conf"), *user], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def memory(server: HTTPConnection, process: int, paths: Sequence[str], parts: str) -> None:
    """What the server takes while it answers documents, and in between what is not there and so never remembered."""
    if not Path("/proc", str(process), "status").is_file():
        print("  memory is left out: this system does not tell it")
        return
    missing = paths[0].partition("&ref=")[0]
    others = cycle(["/dts/collection", parts, "/oai?verb=Identify", "/oai?verb=ListRecords&metadataPrefix=oai_dc"])
    documents = cycle(paths)
    print(f"  memory (RSS) over {REQUESTS} requests, a tenth of them for what is not there")
    begun = time.perf_counter()
    print(f"    {0:9} {resident(process):8.1f} MB")
    for number in range(1, REQUESTS + 1):
        if number % 10 == 0:
            get(server, f"{missing}&ref=none-{number}", 404)
        elif number % 10 == 5:
            get(server, next(others))
        else:
            get(server, next(documents))
        if number % SHOWN == 0:
            rate = number / (time.perf_counter() - begun)
            print(f"    {number:9} {resident(process):8.1f} MB   {rate:.0f} requests a second, one after the other")


def resident(process: int) -> float:
    """The megabytes of memory that a process has."""
    status = Path("/proc", str(process), "status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1000


def row(label: str, rate: float, ratio: float, more: str) -> None:
    compared = f"{ratio:8.2f}" if ratio else " " * 8
    print(f"    {label:52}{rate:9.0f} /s{compared}   {more}")


if __name__ == "__main__":
    main()

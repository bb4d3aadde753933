"""The real server and a shared cache before it, started for a measurement."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

from benchmarks.databases import FOLDER, ROOT, Database

WORKERS = 2
# Seconds: a machine that does much else takes its time to start a server, and to end one.
TO_START, TO_END = 180, 20
NGINX = """
worker_processes 2;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    proxy_cache_path {folder}/cache keys_zone=pages:10m;
    proxy_temp_path {folder}/temporary;
    client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass {upstream};
            proxy_set_header Host localhost;
            proxy_cache pages;
            add_header X-Cache $upstream_cache_status;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Server:
    """A running server: its address, seconds to the first answer, MB per worker."""

    address: str
    pid: int
    start_seconds: float
    worker_megabytes: float


@contextmanager
def site(database: Database) -> Generator[Server]:
    """Serve the site with two workers of granian."""
    port = free_port()
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi",
        "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "4",
        "--no-access-log", "--log-level", "error", "config.wsgi:application",
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    started = time.monotonic()
    with _running(command, cwd=ROOT, env=database.environment) as process:
        _wait_for(f"{address}/bare/", process)
        seconds = time.monotonic() - started
        for _ in range(50):
            urllib.request.urlopen(f"{address}/").read()
        yield Server(address, process.pid, seconds, _memory_of_workers(process.pid))


@contextmanager
def cache_before(server: Server) -> Generator[str]:
    """Put nginx with a page cache before the site; give its address."""
    folder = FOLDER / "nginx"
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(
        NGINX.format(folder=folder, port=port, upstream=server.address)
    )
    command = ["nginx", "-p", str(folder), "-c", str(configuration)]
    command += ["-g", "daemon off;"]
    with _running(command, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/bare/", process)
        yield address


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], **how: Any) -> Generator[subprocess.Popen[Any]]:
    """Run a server until the block ends, then end it and all that it has started."""
    process = subprocess.Popen(command, start_new_session=True, **how)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[Any]) -> None:
    """
    Return when the process answers at this address.

    :raises ChildProcessError: it has ended
    :raises TimeoutError: it took longer than `TO_START`
    """
    until = time.monotonic() + TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise ChildProcessError(f"{process.args} ended with {process.returncode}")
        with suppress(URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=5).read()
            return
        time.sleep(0.05)
    raise TimeoutError(url)


def _memory_of_workers(pid: int) -> float:
    """Return the mean of the workers' own memory (proportional set size), in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    sizes = []
    for child in children:
        rollup = Path(f"/proc/{child}/smaps_rollup").read_text()
        [kilobytes] = re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
        sizes.append(int(kilobytes) / 1024)
    return max(sizes)

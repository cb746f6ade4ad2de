"""Counts and times for Prometheus: each worker writes its own files, the parent process serves their sum."""

import os
import threading
import time
from http.server import ThreadingHTTPServer
from pathlib import Path

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram, multiprocess, values
from prometheus_client.exposition import MetricsHandler

from course.watching.log import route

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus_client looks for the folder that the processes share."""
LOOPBACK = "127.0.0.1"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


def init_app(app: Flask) -> None:
    """Count and time requests by route, method and status, where somebody serves the sum (`serve`)."""
    if FOLDER not in os.environ:
        return
    # chosen when it was imported, and the folder was not known yet
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    requests = Counter("course_requests", "Requests answered", ("route", "method", "status"), registry=registry)
    seconds = Histogram("course_request_seconds", "Time to answer", ("route",), buckets=SECONDS, registry=registry)

    def count(response: Response) -> Response:
        where = route()
        requests.labels(where, request.method, str(response.status_code)).inc()
        if "began" in g:
            seconds.labels(where).observe(time.perf_counter() - g.began)
        return response

    app.after_request(count)


def serve(folder: Path, port: int) -> ThreadingHTTPServer:
    """Serve the sum of all workers on the loopback address, in a thread, until what is given back is shut down.

    Raises OSError when the port is taken.
    """
    for old in folder.glob("*.db"):
        old.unlink()  # of workers that are gone
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    server = ThreadingHTTPServer((LOOPBACK, port), MetricsHandler.factory(registry))
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    return server

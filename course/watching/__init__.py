"""Watching a course that runs: is it alive, is it ready, what does it do and how fast; never who does it.

2026-11-29: log lines and metrics know routes ("/attempts/<attempt_id>"), statuses and milliseconds, and nothing that
stands in an address, a form or an answer; an error's line names its type and place, since its words may repeat those.
2026-11-29: metrics are served by the parent process on a loopback port of their own, from files that the workers write
(prometheus_client's way for several processes), so no page of the course can show them and no proxy passes them on.
"""

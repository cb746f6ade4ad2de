"""Finds Debian's Chromium for the browser tests; with --install it asks apt for it when that is possible (root).

Run by `make test`. Without a browser those tests are skipped, with the sentence that this module gives.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def why_missing() -> str:
    """One sentence: what is missing and what to do."""
    if shutil.which("apt-get") is None:
        return "Chromium is missing and this machine has no apt-get: install Chromium, then run make test again."
    if os.geteuid() != 0:
        return "Chromium is missing: run `sudo apt-get install chromium`, then make test again."
    return "Chromium is missing and apt-get could not install it: look at what `apt-get install chromium` says."


def install() -> None:
    """Ask apt for Chromium; silent when it works, one sentence when it does not."""
    if find_browser():
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests (once) …")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=environment, **quiet
        )
    if find_browser() is None:
        print(f"{why_missing()} The browser tests are skipped.")


if __name__ == "__main__" and "--install" in sys.argv:
    install()

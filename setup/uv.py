"""uv, which makes the environments: the pinned version, from PATH or installed beside set-up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading

from setup.places import OWN
from setup.work import SetupError, Work

VERSION = "0.13.9"
_FOLDER = OWN / f"uv-{VERSION}"
_installing = threading.Lock()

# pip's own settings (pip.pypa.io, "Environment Variables") and what uv calls the same.
_AS_PIP = {
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX",
    "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
    "PIP_CERT": "SSL_CERT_FILE",
    "PIP_DEFAULT_TIMEOUT": "UV_HTTP_TIMEOUT",
}


def program(work: Work) -> str:
    """Path of uv in the pinned version, installed where it is missing."""
    with _installing:
        for candidate in (str(_FOLDER / "bin" / "uv"), shutil.which("uv")):
            if candidate and _version(candidate) == VERSION:
                return candidate
        return _install(work)


def environment() -> dict[str, str]:
    """What uv is told besides: what pip was told, and to take torch without CUDA."""
    told = {
        ours: os.environ[pips]
        for pips, ours in _AS_PIP.items()
        if pips in os.environ and ours not in os.environ
    }
    if "UV_FIND_LINKS" in told:
        # uv separates by commas what pip separates by spaces.
        told["UV_FIND_LINKS"] = ",".join(told["UV_FIND_LINKS"].split())
    elif "UV_FIND_LINKS" not in os.environ:
        # The public index's torch for Linux brings several GB of CUDA.
        told.setdefault("UV_TORCH_BACKEND", os.environ.get("UV_TORCH_BACKEND", "cpu"))
    return told


def _version(candidate: str) -> str | None:
    try:
        done = subprocess.run(
            [candidate, "--version"],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
    words = done.stdout.decode().split()
    return words[1] if done.returncode == 0 and len(words) > 1 else None


def _install(work: Work) -> str:
    advice = f"Install uv {VERSION} yourself (docs.astral.sh/uv) and run the command again."
    shutil.rmtree(_FOLDER, ignore_errors=True)
    # Without pip of its own: the pip of the Python that runs this serves, so that Debian's
    # python3 needs no python3-venv.
    pip = [sys.executable, "-m", "pip"]
    found = subprocess.run(
        [*pip, "--version"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if found.returncode != 0:
        work.run("a place for uv", [sys.executable, "-m", "venv", str(_FOLDER)], advice=advice)
        pip = [str(_FOLDER / "bin" / "python"), "-m", "pip"]
        work.run("installing uv", [*pip, "install", "--quiet", f"uv=={VERSION}"], advice=advice)
    else:
        target = ["install", "--quiet", "--target", str(_FOLDER), f"uv=={VERSION}"]
        work.run("installing uv", [*pip, *target], advice=advice)
    installed = str(_FOLDER / "bin" / "uv")
    if _version(installed) != VERSION:
        raise SetupError(f"uv was installed to {installed} but does not run. {advice}")
    return installed

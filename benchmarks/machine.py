"""What the measurements were made on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def describe() -> dict[str, str]:
    """Return the processor, its cores, the memory and the system, as far as they are told."""
    return {
        "CPU": _field(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine(),
        "cores": str(os.cpu_count() or "unknown"),
        "memory": _memory(),
        "OS": f"{_system()}, Linux {platform.release()}"
        if platform.system() == "Linux"
        else platform.platform(),
    }


def _memory() -> str:
    told = _field(Path("/proc/meminfo"), "MemTotal")
    return f"{int(told.split()[0]) / 1024**2:.0f} GiB" if told else "unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return "unknown"


def _field(path: Path, name: str) -> str:
    if not path.is_file():
        return ""
    lines = (line.partition(":") for line in path.read_text("utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")

"""Take the pictures of README and 编辑手册 anew: `python -m tests.helpers.pictures`, after `make site`.

They are made with few colours, so that they stay small.
"""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.helpers.chromium import FLAGS, find
from tests.helpers.server import serving
from tests.helpers.support import ROOT, copy_project, plansite

FOLDER = ROOT / "content" / "pictures"
COLOURS = 200
WIDTH = 1280


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in the browser: its path, how high the window is, and which colours the reader wants."""

    path: str
    height: int = 900
    scheme: Literal["light", "dark"] = "light"


PICTURES = {
    "home": Picture(""),
    "unit": Picture("units/kexie/", 1100),
    "matrix": Picture("matrix/", scheme="dark"),
}
REVISED = Picture("changes/2024-03-01/")


def take(browser: Browser, site: str, name: str, wanted: Picture) -> None:
    """Open a page of the site and keep what is in sight as FOLDER/NAME.png."""
    size: ViewportSize = {"width": WIDTH, "height": wanted.height}
    context = browser.new_context(viewport=size, color_scheme=wanted.scheme)
    page = context.new_page()
    page.goto(site + wanted.path)
    page.wait_for_timeout(300)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    context.close()


def revised(folder: Path) -> Path:
    """Return the site of the plan as the handbook revises it: a unit whose part another does."""
    root = copy_project(folder / "project")
    date, note = REVISED.path.split("/")[1], "机构改革"
    done = plansite("revise", "--date", date, "--note", note, "--basis", "余办发〔2024〕2号", cwd=root)
    plan = (root / "plan.yaml").read_text("utf-8")
    unit = "aliases: [乡村振兴局]}"
    if done.status or unit not in plan:
        sys.exit(done.err or f"{unit} is not in plan.yaml")
    now = f"aliases: [乡村振兴局], now: [{{unit: nongye, since: {date}, basis: 余办发〔2024〕2号}}]}}"
    (root / "plan.yaml").write_text(plan.replace(unit, now), "utf-8")
    built = plansite("build", "--no-documents", cwd=root)
    if built.status:
        sys.exit(built.err)
    return root / "site"


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        with serving(ROOT / "site") as site:
            for name, wanted in PICTURES.items():
                take(browser, site, name, wanted)
        with serving(revised(Path(folder))) as site:
            take(browser, site, "changes", REVISED)
        browser.close()


if __name__ == "__main__":
    main()

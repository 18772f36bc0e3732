"""The site of a plan of hostile strings, and that of a harmless plan of the same shape."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers import hostile
from tests.helpers.hostile import Voice
from tests.helpers.support import ROOT, plansite

EARLIER = "content/revisions/2022-01-01.yaml"


def build(root: Path, say: Voice) -> Path:
    """Build the site of a plan in which `say` gives all texts, as its editor would; return its folder."""
    texts = {
        "plan.yaml": hostile.plan(say, earlier=EARLIER),
        EARLIER: hostile.plan(say, old="earlier "),
        "content/source/corrections.yaml": hostile.corrections(say),
        "content/synonyms.yaml": hostile.synonyms(say),
        **{f"content/progress/{path}": data for path, data in hostile.progress(say).items()},
    }
    for path, data in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    return root / "site"

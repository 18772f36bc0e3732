"""A site built over an older one, with what earlier builds kept, has the bytes of one built from nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plansite.plan.model import Plan
from plansite.project import project
from plansite.publishing import publish
from plansite.publishing.page_cache import PageCache
from plansite.views.site import Content
from tests.helpers.examples import examples
from tests.helpers.plans_strategy import edited, make
from tests.helpers.support import ROOT, tree

pytestmark = pytest.mark.full

EDITS = 3


def build(root: Path, plan: Plan, content: Content) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Build in `root`, over what is there; return docs/ and site/."""
    root.mkdir(exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    os.chdir(root)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    generated = project.prepare(Path(), plan, content)
    project.write(Path(), generated, "en")
    made = project.documents(Path(), generated, project.source_date(plan, {}), slow=False)
    pages = PageCache(Path(".plansite/pages"), Path("site"))
    publish.build_site(generated.without_bytes(), made, Path("site"), strict=False, cache=pages)
    pages.save()
    return tree(root / "docs"), tree(root / "site")


def content(random: Random) -> Content:
    """Return some pages and assets that people wrote."""
    names = random.sample(("help.md", "more/help.md", "assets/a.svg"), random.randint(0, 2))
    return Content(
        about=random.choice(("", "关于的话。")), files={name: "# 帮助\n".encode() for name in names}
    )


@examples(4)
@given(seed=st.integers(0, 2**32))
def test_random_edits_leave_nothing_behind(
    seed: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tests/long tries more of them."""
    leave_nothing_behind(Random(seed), tmp_path_factory, monkeypatch)  # noqa: S311  not for secrets


def leave_nothing_behind(
    random: Random, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Edit a plan at random, and build it over what is there and anew each time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # put back afterwards
    monkeypatch.chdir(ROOT)
    folder = tmp_path_factory.mktemp("incremental")
    plan = make(random, 5)
    for _ in range(EDITS):
        wrote = content(random)
        over = build(folder / "over", plan, wrote)
        shutil.rmtree(folder / "fresh", ignore_errors=True)
        assert over == build(folder / "fresh", plan, wrote)
        plan = edited(random, plan)

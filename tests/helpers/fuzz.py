"""Throw damaged input at the program: `python -m tests.helpers.fuzz TARGET --seconds 600 --seed 1`.

Each example is a seed, so that what fails can be made again. A target fails where a command ends in a
traceback, passes its bounds, or says 0 for a site with dead links.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from plansite.build.build import build
from plansite.build.collisions import CollisionError
from plansite.diagnostics.refusals import RefusedError
from plansite.exports import exports, text_files
from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import Unreadable, read
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.pages import broken_links, documents
from tests.helpers.small_plans import GOOD
from tests.helpers.support import CASES, ROOT, STAMP, plansite

SECONDS = 10
"""How long one example may take."""
SIGNS = (
    "[]{},:#&*!|>'\"%@`?-=\n\r\t \\\0\x7f\x85\ufeff\u2028\ud7ff\uffff"
    "𠮷⼀（）〔〕、。：；“”《》·．１一二三0123456789"
)
WORDS = (
    "牵头单位", "责任单位：", "（市科协负责）", "一、", "（一）", "1.", "1．", "第一章", "2025年底前",
    "附件：", "等", "<p>", "<table>", "<!-- ", "</td>", "```", "| - |", "- ", "# ", "> ", "{{ }}",
    "{% %}", "&#x4e00;", "![](a)", "[a](../b)", "[a](javascript:b)", "null", "yes", "010", "1e3",
    "2024-02-30", "~", "!ENV X", "*a", "&a b", "<<: *a",
)  # fmt: skip


def mutated(random: Random, data: bytes) -> bytes:
    """Return `data` after some changes: mostly of its text, which stay UTF-8, else of its bytes."""
    if random.random() < 0.2:
        return _flipped(random, data)
    text = data.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice((1, 3, 10, 100, 1000)))
        other = random.randrange(len(text) + 1)
        match random.randrange(6):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:at] + random.choice(SIGNS) * random.choice((1, 1, 2, 50)) + text[at:]
            case 2:
                text = text[:at] + random.choice(WORDS) * random.choice((1, 1, 3, 100)) + text[at:]
            case 3:
                text = text[:at] + text[at:end] * random.choice((1, 2, 10)) + text[at:]
            case 4:
                text = text[:other] + text[at:end] + text[other:]
            case _:
                text = text[:at] + random.choice(SIGNS) + text[at + 1 :]
    return text.encode("utf-8", "surrogatepass")


def _flipped(random: Random, data: bytes) -> bytes:
    """Return `data` after flips of bits, cuts, and insertions of any bytes."""
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(found) + 1)
        match random.randrange(3):
            case 0 if at < len(found):
                found[at] ^= 1 << random.randrange(8)
            case 1:
                del found[at : at + random.choice((1, 20, 2000))]
            case _:
                found[at:at] = random.randbytes(random.randint(1, 6))
    return bytes(found)


def plan(random: Random, _: Path) -> str:
    """Damage a plan; what is accepted must build, and be exported in every form."""
    raw = mutated(random, random.choice(plans("bad" if random.random() < 0.2 else "plans")))
    examined = examine(raw, "plan.yaml", random.choice(("zh", "en")))
    if examined.record is None:
        assert any(each.severity == "error" for each in examined.problems)
        return "refused"
    build(examined.record, Content())
    site = Site.of(examined.record, Content())
    text_files(site)
    for name in ("xlsx", "docx"):
        if random.random() < 0.05:
            exports()[name].render(site, None, STAMP)
    return "built"


@cache
def plans(kind: str) -> tuple[bytes, ...]:
    """Return the cases of a kind that are not too long, so that each example is quick."""
    found = [path.read_bytes() for path in sorted((CASES / kind).glob("*.yaml"))]
    return (GOOD.encode(), *[each for each in found if len(each) < 20_000])


def document(random: Random, _: Path) -> str:
    """Damage a document of some form; what is read must make a draft without errors."""
    name, data = random.choice(sources())
    if name.endswith(".docx") and random.random() < 0.8:
        data = _damaged_zip(random, data)
    else:
        data = mutated(random, data)
    try:
        draft = imported(read(name, data)).draft
    except Unreadable:
        return f"{Path(name).suffix} refused"
    if "items" not in draft.data:
        return f"{Path(name).suffix} refused"  # by project/imports, which says that there is nothing
    examined = examine(emit(draft).encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"][:3]
    return f"{Path(name).suffix} read"


def _damaged_zip(random: Random, data: bytes) -> bytes:
    """Return a zip with one of its members damaged."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        names = old.namelist()
        hit = random.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            new.writestr(name, mutated(random, old.read(name)) if name == hit else old.read(name))
    return written.getvalue()


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """Return documents of every form, with their names."""
    texts = [path.read_text("utf-8") for path in sorted((CASES / "documents").glob("*.txt"))]
    found: list[tuple[str, bytes]] = []
    for text in texts:
        lines = text.splitlines()
        found.append(("a.txt", text.encode()))
        found.append(("a.md", "\n\n".join(lines).encode()))
        found.append(("a.html", ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines)).encode()))
    record = examine((ROOT / "plan.yaml").read_bytes(), "plan.yaml", "en").record
    assert record is not None
    site = Site.of(record, Content())
    unit = site.plan.units[0]
    found.append(("a.docx", exports()["docx"].render(site, unit, STAMP) or b""))
    with contextlib.suppress(OSError):  # without Pango there is no PDF to damage
        small = examine(GOOD.encode(), "plan.yaml", "en").record
        assert small is not None
        found.append(("a.pdf", exports()["pdf"].render(Site.of(small, Content()), None, STAMP) or b""))
    return tuple(found)


KEYS = (
    "site_name", "site_url", "site_dir", "docs_dir", "use_directory_urls", "strict", "theme", "plugins",
    "nav", "exclude_docs", "draft_docs", "not_in_nav", "extra", "extra_css", "extra_javascript",
    "markdown_extensions", "hooks", "copyright", "edit_uri", "repo_url", "INHERIT", "validation",
    "extra_templates", "watch", "remote_name",
)  # fmt: skip
VALUES = (
    "false", "true", "null", "[]", "{}", "x", "010", "[a, b]", "{a: b}", "!ENV X", "!ENV [X, y]",
    "../x", "/", "''", "material", "mkdocs", "{name: material, font: false}", "{name: material}",
    "[plansite]", "[plansite, search]", "[offline, plansite]", "[plansite, plansite]", "units/", "'*'",
    "'*.md'", "'!*'", "https://example.org/", "https://example.org/kxsz", "[toc]",
    "[attr_list, tables, toc, admonition]", "[a.css]", "[https://o.example/a.js]",
    "{footer: {site_id: 036, icp: [a]}}", "{analytics: {provider: google}}", "{generator: false}",
    "mkdocs.yml", "[index.md]", "[{首页: index.md}, {外: 'https://o.example/'}]",
    "!!python/name:os.system", "'{{ x }}'",
)  # fmt: skip


def settings(random: Random, folder: Path) -> str:
    """Build with settings that are damaged or odd."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    for _ in range(random.randint(1, 3)):
        key, value = random.choice(KEYS), random.choice(VALUES)
        lines = text.split("\n")
        if random.random() < 0.5:
            lines.append(f"{key}: {value}")
        else:
            at = random.randrange(len(lines))
            head = lines[at].partition(":")[0]
            lines[at] = f"{head}: {value}" if random.random() < 0.7 else lines[at] * random.randint(0, 2)
        text = "\n".join(lines)
    raw = mutated(random, text.encode()) if random.random() < 0.3 else text.encode()
    (folder / "mkdocs.yml").write_bytes(raw)
    (folder / "plan.yaml").write_text(GOOD, "utf-8")
    return _built(folder)


NAMES = (
    "index.md", "README.md", "help.md", "说明 一.md", "a b.md", "units", "units/kexie.md",
    "data/plan.json", "x.html", "404.html", "assets/a.css", "assets/a.svg", "templates/a.md", "a.MD",
    "con.md", "a" * 240 + ".md", "_a.md", "a#b.md", "a%20b.md", "é.md", "𠮷.md", "a&b.md", "a'b.md",
    'a"b.md', "<b>.md", "search/index.js", "a/b/c/d/e.md",
)  # fmt: skip
BODIES = (
    "# 帮助\n\n## 一\n\n[链](../units/kexie/)", "---\ntitle: [a\n---\n# 甲",
    "---\ntitle: 甲\nhide: x\n---\n", "", "---\nsubject: unit\ncrumbs: 3\nkeywords: {a: b}\n---\n# 甲",
    "# 甲\n\n[死](nowhere.md) <a href='../no/'>无</a>", "<img src=//o.example/a.png>",
    "{{ page.title }} {% for %}", "[](javascript:alert(1))", "\ufeff# 甲", "# 甲\r\n\r乙",
    "# " + "甲" * 3000, "<script>alert(1)</script>", "```\n" * 50, "| a |\n|---|\n" + "| b |\n" * 200,
    "[^1]: 甲 [^1]", "# 甲 {#ps-query}\n## 乙 {#kexie}", "![图](assets/a.svg)", "<div markdown>\n# 甲",
    "---\n---\n---", "\0", "---\ntemplate: none.html\n---\n# 甲", "---\nmoved: ../x\n---\n",
    "# 甲\n\n" + "> " * 200, "乙", "*[甲]: 乙\n甲",
)  # fmt: skip


def content(random: Random, folder: Path) -> str:
    """Build with pages and assets of odd names and contents."""
    (folder / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (folder / "plan.yaml").write_text(GOOD, "utf-8")
    for _ in range(random.randint(1, 5)):
        place = folder / "content" / random.choice(("pages", "pages", "assets", ".")) / random.choice(NAMES)
        body = random.choice(BODIES).encode()
        with contextlib.suppress(OSError):  # a name may be the folder of another
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(mutated(random, body) if random.random() < 0.3 else body)
    for name in ("about.md", "data.md", "synonyms.yaml", "source/corrections.yaml"):
        if random.random() < 0.2:
            (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "content" / name).write_bytes(mutated(random, random.choice(BODIES).encode()))
    return _built(folder)


def _built(folder: Path) -> str:
    """Build the project strictly; return the status."""
    options = ("--strict", "--no-documents")
    run = plansite("build", *options, cwd=folder)
    said = run.out + run.err
    assert "Traceback" not in said, said[-3000:]
    assert run.status in {0, 1, 2}, run.status
    if run.status == 0:
        # Links to other hosts are none of ours, and those of the root depend on where the site is served.
        dead = [link for _, link in broken_links(folder / "site") if "//" not in link and link[0] != "/"]
        assert dead == []
        documents.cache_clear()
    else:
        assert run.err.strip(), "it says nothing"
    return f"status {run.status}"


TARGETS: dict[str, Callable[[Random, Path], str]] = {
    "plan": plan,
    "document": document,
    "settings": settings,
    "content": content,
}


@contextlib.contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in what takes longer."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def failure(target: str, seed: int) -> tuple[str, str]:
    """Run one example; return how it ended, and the traceback if that is a failure."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with _within(SECONDS * 3 if target in {"settings", "content"} else SECONDS):
                return TARGETS[target](Random(seed), Path(folder)), ""  # noqa: S311  not for secrets
        except (RefusedError, CollisionError) as error:
            return type(error).__name__, ""
        except (Exception, SystemExit):  # noqa: BLE001  whatever it is, it is what is looked for
            return "failed", traceback.format_exc()


def main() -> None:
    """Run examples until the time is over; print what failed, and counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    end, seed = time.monotonic() + asked.seconds, asked.seed * 10_000_000
    failed = []
    while time.monotonic() < end:
        how, trace = failure(asked.target, seed)
        counts[how] += 1
        if trace:
            failed.append(seed)
            sys.stderr.write(f"{asked.target} {seed}:\n{trace[-1500:]}\n")
        seed += 1
    sys.stdout.write(
        f"{asked.target}: {sum(counts.values())} examples, {dict(counts)}, failed: {failed[:20]}\n"
    )
    sys.exit(bool(failed))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()

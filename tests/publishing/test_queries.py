"""What was asked of /search/ is read from logs, without who asked."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from plansite.publishing.queries import Query, answered, asked
from tests.helpers.support import ROOT, copy_project, plansite

INDEX = (ROOT / "docs/search/index.js").read_bytes()


def line(target: str, status: int = 200, tail: str = ' "https://example.gov.cn/" "Mozilla/5.0"') -> str:
    stamp = "26/Nov/2026:10:00:00 +0800"
    return f'203.0.113.7 - - [{stamp}] "GET {target} HTTP/1.1" {status} 512{tail}\n'


def search(words: str) -> str:
    return f"/kxsz/search/?q={quote(words)}"


def test_queries_are_counted_whatever_their_spaces_and_case() -> None:
    log = [line(search("科普 e站")), line(search("科普E站"), tail=""), line(search("停车费"), 304)]
    assert asked(log) == {"科普 e站": 2, "停车费": 1}


@pytest.mark.parametrize(
    "written",
    [
        line("/kxsz/units/?q=a"),
        line(search("")),
        line("/search/"),
        line(search("科普"), 404),
        line("/search/?q=%00%1b"),
        "nothing of the kind\n",
        '203.0.113.7 - - [x] "GET http://[ HTTP/1.1" 200 5\n',
        line(search("科普")).replace("GET", "POST"),
    ],
)
def test_what_is_no_query_is_left_out(written: str) -> None:
    assert asked([written]) == {}


def test_what_finds_nothing_comes_first() -> None:
    log = [*[line(search("科普"))] * 3, *[line(search("停车费"))] * 2, line(search("防骗"))]
    found = answered(asked(log), INDEX)
    assert [(each.words, each.count, each.found > 0, each.in_part) for each in found] == [
        ("停车费", 2, False, False),
        ("防骗", 1, True, True),
        ("科普", 3, True, False),
    ]
    assert isinstance(found[0], Query)


@pytest.mark.full
def test_the_command_reads_logs_packed_or_not_and_tells_no_address(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "a.log").write_text(line(search("停车费")), "utf-8")
    (project / "b.log.gz").write_bytes(gzip.compress(line(search("停车费")).encode()))
    run = plansite("queries", "a.log", "b.log.gz", "--format", "json", cwd=project)
    assert run.status == 0, run.err
    assert json.loads(run.out) == [{"query": "停车费", "count": 2, "found": 0, "in_part": False}]
    assert "203.0.113.7" not in run.out + run.err
    (project / "c.gz").write_bytes(b"no gzip")
    for wrong in ("c.gz", "nowhere.log"):
        run = plansite("queries", wrong, cwd=project)
        assert (run.status, "Traceback" in run.err) == (2, False)
        assert wrong in run.err

"""The files of content/progress/ to rounds, with every problem in them: pure, from bytes to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from plansite.diagnostics.problems import Code, Finding, Problem
from plansite.progress import codes, rules, sealing
from plansite.progress.entries import Edition, RoundFiles
from plansite.progress.known import Known
from plansite.progress.records import Round, Summary, UnitReport
from plansite.progress.standing import standing
from plansite.reading.examine import examine_as, failed, located

FOLDER = "content/progress"
ROUND, SUMMARY = "round.yaml", sealing.SUMMARY
_YAML = (".yaml", ".yml")


class Rounds(Struct, frozen=True):
    """The rounds that have no errors, in the order of their periods, and the problems of all."""

    rounds: tuple[RoundFiles, ...]
    problems: tuple[Problem, ...]


def read(files: Mapping[str, bytes], editions: tuple[Edition, ...], lang: str) -> Rounds:
    """Return the rounds in `files`, which maps paths below content/progress/, such as 2024/round.yaml.

    `editions` are those of the plan, the last that of today; without any, because the plan has errors, only
    what the files say by themselves is examined. Files that are not YAML are left alone.
    """
    known = Known(editions) if editions else None
    yaml = {path: raw for path, raw in files.items() if path.lower().endswith(_YAML)}
    rounds: list[RoundFiles] = []
    problems: list[Problem] = []
    for name, paths in groupby(sorted(yaml, key=_parts), key=lambda path: _parts(path)[0]):
        inside = {_parts(path)[1]: yaml[path] for path in paths}
        found, told = _round(name, inside, known, lang)
        rounds += [found] if found else []
        problems += told
    rounds.sort(key=lambda each: (each.round.period.end, each.name))
    problems += _same_labels(rounds, yaml, lang)
    return Rounds(tuple(rounds), tuple(problems))


def _same_labels(rounds: Iterable[RoundFiles], yaml: Mapping[str, bytes], lang: str) -> Iterator[Problem]:
    """Yield the rounds that are called like an earlier one."""
    first: dict[str, str] = {}
    for each in rounds:
        label = each.round.label or each.name
        other = first.setdefault(label, each.name)
        if other != each.name:
            finding = Finding(("label",), {"other": other, "label": label})
            raw = yaml[f"{each.name}/{ROUND}"]
            yield from located(raw, path_of(each.name, ROUND), lang, [(codes.LABEL_TWICE, finding)])


def _parts(path: str) -> tuple[str, str]:
    """Return the folder of a file and its path there; a file beside the folders is in none."""
    folder, _, name = path.partition("/")
    return (folder, name) if name else ("", folder)


def path_of(name: str, file: str) -> str:
    """Return the path of a round's file in the project."""
    return "/".join(part for part in (FOLDER, name, file) if part)


def _round(
    name: str, raw: Mapping[str, bytes], known: Known | None, lang: str
) -> tuple[RoundFiles | None, Iterable[Problem]]:
    stray = [file for file in raw if not name or "/" in file or not file.endswith(".yaml")]
    told = [_at(path_of(name, file), codes.STRAY, {"file": file}, lang) for file in stray]
    own = {file: data for file, data in raw.items() if file not in stray}
    if not own:
        return None, told
    if not rules.is_round(name):
        return None, (*told, _at(path_of(name, min(own)), codes.BAD_ROUND, {"name": name}, lang))
    if ROUND not in own:
        told.append(_at(path_of(name, min(own)), codes.NO_ROUND, {"name": name}, lang))
    found, inside = _records(name, own, known, lang)
    return (None if told else found), (*told, *inside)


def _records(
    name: str, raw: Mapping[str, bytes], known: Known | None, lang: str
) -> tuple[RoundFiles | None, tuple[Problem, ...]]:
    """Return a round from its files, or None if one has errors, and the problems of all."""
    round_ = examine_as(Round, raw.get(ROUND, b""), path_of(name, ROUND), lang, rules.of_round(known))
    told = list(round_.problems if ROUND in raw else ())
    summary = examine_as(
        Summary, raw.get(SUMMARY, b""), path_of(name, SUMMARY), lang, rules.of_summary(round_.record, known)
    )
    told += summary.problems
    reports: dict[str, UnitReport | None] = {}
    for file in sorted(raw.keys() - {ROUND, SUMMARY}):
        find = rules.of_report(file, round_.record, known)
        report = examine_as(UnitReport, raw[file], path_of(name, file), lang, find)
        reports[file.removesuffix(".yaml")] = report.record
        told += report.problems
    good = {unit: report for unit, report in reports.items() if report}
    if round_.record is None or summary.record is None or len(good) < len(reports):
        return None, tuple(told)
    files = RoundFiles(name, round_.record, good, summary.record)
    breaches = tuple(_breaches(files, raw, known, lang))
    return (None if failed(breaches) else files), (*told, *breaches)


def _breaches(
    files: RoundFiles, raw: Mapping[str, bytes], known: Known | None, lang: str
) -> Iterator[Problem]:
    duties = standing(files, known.editions).assigned.duties_digest if known and files.round.sealed else None
    for file, code, finding in sealing.breaches(files.round, files.reports, files.summary, duties):
        place = ROUND if code is codes.REMOVED_AFTER else file
        yield from located(raw[place], path_of(files.name, place), lang, [(code, finding)])


def _at(path: str, code: Code, values: Mapping[str, object], lang: str) -> Problem:
    return code.at(path, (1, 1), lang, values)

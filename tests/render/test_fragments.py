"""Shared pieces of pages are rendered once, without a page in reach; only names of units differ."""

from __future__ import annotations

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, UndefinedError

from plansite.build.build import lay_out
from plansite.plan.tree import Node
from plansite.render.environment import environment
from plansite.render.fragments import Fragments
from plansite.views.site import Content, Site
from tests.helpers.markdown_pages import page
from tests.helpers.other_plans import PLANS, site_of

URL = "units/kexie/"


def with_template(text: str) -> Environment:
    """Return the program's environment with one more fragment: `extra`."""
    found = environment().overlay()
    extra = DictLoader({"fragments/extra.j2": text})
    assert found.loader is not None
    found.loader = ChoiceLoader([extra, found.loader])
    return found


@pytest.fixture
def node(site: Site) -> Node:
    return site.relations.node["youth-basic-education"]


@pytest.mark.parametrize("reached", ["{{ page.title }}", "{% if page %}x{% endif %}", "{{ view }}"])
def test_a_fragment_that_reaches_for_the_page_fails(site: Site, reached: str) -> None:
    fragments = Fragments(site, URL, with_template(reached))
    with pytest.raises(UndefinedError):
        fragments.rendered("extra", "key")


def test_a_fragment_is_rendered_once(site: Site, node: Node) -> None:
    fragments = Fragments(site, URL, environment())
    item = site.relations.items[node.id]
    first = fragments.rendered("answers.md", node.id, item=item, above="")
    assert fragments.rendered("answers.md", node.id, item=item, above="") is first


def test_a_unit_has_its_own_name_in_bold_in_place_of_a_link(site: Site, node: Node) -> None:
    fragments = Fragments(site, URL, environment())
    made = fragments.rendered("answers.md", node.id, item=site.relations.items[node.id], above="")
    own, other = "<strong>市科协</strong>", '<a href="../../units/kexie/">市科协</a>'
    assert other in made.on_page_of("")
    assert other in made.on_page_of("jiaoyu")
    assert "<strong>市教育局</strong>" in made.on_page_of("jiaoyu")
    assert own in made.on_page_of("kexie")
    assert other not in made.on_page_of("kexie")


@pytest.mark.parametrize("name", ["the plan", *PLANS])
def test_a_page_carries_the_ids_that_it_has(site: Site, name: str) -> None:
    given = Site.of(site.plan if name == "the plan" else site_of(name).plan, Content())
    found = lay_out(given)
    assert found.parts
    for path, parts in found.parts.items():
        ids = [each.get("id") for each in page(found.files, path).iter() if each.get("id")]
        assert sorted(ids) == sorted(parts.ids), path

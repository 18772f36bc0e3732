"""The MkDocs plugin: bring docs/ up to date before a build, and add our part of the theme."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from markdown.extensions.toc import nest_toc_tokens
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc

from plansite.build.collisions import SCRIPT, STYLE
from plansite.diagnostics import report
from plansite.diagnostics.messages import locale_language, message
from plansite.diagnostics.problems import Problem
from plansite.files.template_cache import TemplateCache
from plansite.pages.navigation import Section, ways_on
from plansite.project import project, source_date
from plansite.project.project import Documents, Generated
from plansite.publishing import (
    card,
    check_settings,
    fast_markdown,
    head_tags,
    loaded_config,
    material_files,
    page_code,
    refresh,
    site_check,
    users_code,
)
from plansite.publishing.footer import Footer
from plansite.publishing.loaded_config import Trust
from plansite.publishing.page_cache import PageCache
from plansite.publishing.page_links import PageLinks
from plansite.publishing.settings import SiteSettings
from plansite.publishing.shared_parts import PLACE, SharedParts, place
from plansite.publishing.slugs import slugify
from plansite.reading import safe_links
from plansite.views import downloads, feed
from plansite.views.downloads import Download

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

_FACE = Path(__file__).parent / "theme"
_COMMENTS = {
    STYLE: re.compile(r"/\*.*?\*/\s*|(?<=[{};\n])\s+|\s+(?=[{}])", re.DOTALL),
    SCRIPT: re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/)\n", re.DOTALL | re.MULTILINE),
}
"""Comments of styles, and white space around their braces; comments of scripts that fill whole lines, because
// may stand in a text.
"""
_MOST_FAULTS = 20
_WITH_WRITTEN_TEXT = {"about/index.html", "data/index.html"}
"""Generated pages that hold Markdown of content/, whose HTML may have any form."""
log = logging.getLogger("mkdocs.plugins.plansite")


class Options(Config):  # type: ignore[no-untyped-call]  # a MkDocs base leaves its hook unannotated
    """The plugin has no options: everything is set in plan.yaml and in the theme's settings."""


class PlanSitePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]  # as above
    """Calls `project`, and keeps between builds only what the last good plan gave."""

    generated: Generated | None = None
    """Set by `build` and `serve`, which have already brought docs/ up to date and made the documents."""
    as_it_is = False
    """Set by `serve` while it has no plan without errors: docs/ is shown as it is."""
    documents: Documents | None = None
    cache: PageCache | None = None
    """Set by `plansite build`, to reuse pages of the last site."""

    def __init__(self) -> None:
        self._serving = False
        self._last: Generated | None = None
        self._documents = project.NO_DOCUMENTS
        self._downloads: dict[str, Download] = {}
        self._columns: dict[str, tuple[str, Section]] = {}
        self._links: PageLinks | None = None
        self._cut: fast_markdown.Cut | None = None
        self.trust = Trust(passes_parser=False, key=None)
        self._head = partial(head_tags.head, settings=SiteSettings(""), plan=None)
        self._plain: set[str] = set()
        self._held: dict[str, bytes] = {}  # HTML that waits for the frame; as text it takes twice the memory

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002  MkDocs passes both by name
        """Record whether this is a preview; MkDocs keeps a plugin with this event for all of its builds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Bring docs/ up to date, and set what MkDocs needs from the plan."""
        root = Path(config.config_file_path).parent
        lang = locale_language(os.environ)
        try:
            source_date.given(os.environ)
        except source_date.SourceDateError as error:
            raise PluginError(message("epoch.wrong", lang, value=error)) from None
        _refuse(check_settings.problems(config, lang))
        if self.as_it_is:
            self._last, self._documents = None, project.NO_DOCUMENTS
        elif self.generated is not None:
            self._last, self._documents = self.generated, self.documents or project.NO_DOCUMENTS
            self.generated = self.documents = None
        else:
            self._make(root)
        if self._last is not None:
            self._downloads = project.downloads(self._last, self._documents)
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify)
        config.theme.dirs.insert(0, str(_FACE))
        material_files.list_fewer(config.theme)
        config.extra_css.insert(0, STYLE)
        config.extra_javascript.insert(0, _deferred(SCRIPT))
        if self._last is not None:
            project.keep_source_date(self._last.plan, os.environ)
            if config.nav is None:
                config.nav = [_in_nav(section) for section in self._last.sections]
            self._columns = {
                entry.url.split("/")[0]: (entry.path, section)
                for section in reversed(self._last.sections)
                for entry in reversed(section.entries)
            }
        self._head = partial(
            head_tags.head,
            settings=SiteSettings.of(config),
            plan=self._last.plan if self._last else None,
            files=tuple(self._downloads.values()),
        )
        return config

    def _make(self, root: Path) -> None:
        with project.alone(root, lambda: log.info(message("lock.waiting", locale_language(os.environ)))):
            self._last = refresh.docs(root, log, serving=self._serving) or self._last
            if self._last is not None:
                self._documents = refresh.documents(root, self._last, log)

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: object,  # noqa: ARG002  MkDocs passes it by name
    ) -> LiveReloadServer:
        """Watch the files that docs/ and the theme are made from."""
        root = Path(config.config_file_path).parent
        watched = (
            root / project.PLAN,
            root / project.CONTENT,
            Path(__file__).parents[1] / "render" / "templates",
            _FACE,
        )
        for path in watched:
            if path.exists():
                server.watch(str(path))
        return server

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Join our styles and our scripts into one file each, drop unused files, and add the documents.

        They are joined because a page waits for each file.
        """
        for path, pattern in ((STYLE, "stylesheets/*.css"), (SCRIPT, "javascripts/*.js")):
            parts = sorted((_FACE / "assets").glob(pattern))
            joined = "\n".join(part.read_text("utf-8") for part in parts)
            joined = _COMMENTS[path].sub("", joined)  # which would take a phone one more round trip
            for part in parts:
                files.remove(files.src_uris[part.relative_to(_FACE).as_posix()])
            files.append(File.generated(config, path, content=joined))
        for file in list(files):
            if not material_files.is_needed(file.src_uri):
                files.remove(file)
        made = dict(self._documents.files)
        if config.site_url and self._last is not None:
            made[card.PATH] = card.png(self._last.site)
        for path, data in made.items():
            files.append(File.generated(config, path, content=data))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Decide which work can be skipped, now that all settings are loaded and all files are known."""
        self._held.clear()  # what a build left that failed; a preview has one plugin for all of its builds
        self._links = self._cut = None
        lang = locale_language(os.environ)
        made = self._last.made if self._last is not None else ()
        _refuse(check_settings.file_problems(config, files, made, lang))
        for told in users_code.broken_templates(config, files):
            raise PluginError(told)
        self.trust = loaded_config.trust(config, _FACE)
        self._heading = cache(partial(fast_markdown.heading, config.markdown_extensions, config.mdx_configs))
        if self._last is not None and self.trust.key is not None:
            self._plain = {files.src_uris[path].dest_uri for path in self._last.parts} - _WITH_WRITTEN_TEXT
        if self.cache is not None:
            self.cache.open(self.trust.key, config, nav, files)
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002  MkDocs passes them by name
        """Fill in the downloads that a page offers, and take out what needs no parser."""
        parts = self._last.parts.get(page.file.src_uri) if self._last else None
        if parts is not None:
            to_root = "../" * page.url.count("/") or "./"
            markdown = downloads.fill(markdown, parts.offers, self._downloads, to_root)
        if self.cache is not None and self.cache.take(page, markdown, self._head(page)):
            return ""
        if parts is None or not self.trust.passes_parser:
            return markdown
        self._links = PageLinks(page, files)
        self._cut = fast_markdown.cut(markdown, self._links.url, self._heading)
        return self._cut.markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002  as above
        """Put back what was taken out, and tell MkDocs its anchors and links."""
        if self.cache is not None and self.cache.is_taken(page):
            self.cache.restore_links(page)
            return ""
        if self._links is None or self._cut is None:
            return html
        self._links.tell(self._cut.ids)
        html = fast_markdown.restore(html, self._cut)
        if self._cut.contents is not None:
            page.toc = get_toc(nest_toc_tokens(list(self._cut.contents)))
        self._links = self._cut = None
        if self.trust.key is None:
            return html
        self._held[page.file.src_uri] = html.encode()
        return ""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002  as above
        """Refuse a page with an unsafe link, whatever wrote it; raises PluginError."""
        if self.cache is not None and self.cache.is_taken(page):
            return self.cache.stored(page)
        for link in safe_links.unsafe(output):
            lang = locale_language(os.environ)
            raise PluginError(message("build.unsafe", lang, page=page.file.src_uri, link=link))
        if self.cache is not None:
            self.cache.store(page, output)
        if self.trust.key is not None:  # frees memory: without other plugins, nothing needs it any more
            page.content = None
        return output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Remove other hosts from the theme's scripts, set the address of the feed, and check the site."""
        for path in sorted(Path(config.site_dir, "assets", "javascripts").rglob("*.min.js")):
            path.write_text(material_files.mended(path.read_text("utf-8")), "utf-8")
        feeds = Path(config.site_dir, feed.PATH)
        if config.site_url and feeds.is_file():
            feeds.write_bytes(feed.at(feeds.read_bytes(), config.site_url))
        self._check(config)

    def _check(self, config: MkDocsConfig) -> None:
        """Warn of links of the built site that lead nowhere, and of what it loads from other hosts."""
        lang = locale_language(os.environ)
        found = site_check.check(Path(config.site_dir), self._plain, config.site_url or "")
        told = tuple(site_check.shown(found, _MOST_FAULTS))
        for each in told:
            key = "site.remote" if each.remote else "site.dead"
            log.warning(message(key, lang, page=each.page, link=each.link))
        if len(found) > len(told):
            log.warning(message("site.more", lang, count=len(found) - len(told)))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002  as above
        """Give the theme the head of the error page, the foot of all pages, and ways on."""
        env.lstrip_blocks = True  # otherwise every page has hundreds of lines of spaces
        env.globals["plansite_head"] = self._head(None)
        env.globals["plansite_shared"] = SharedParts()
        env.globals["plansite_footer"] = Footer.of(config)
        env.globals["plansite_code"] = page_code.svg
        env.globals["plansite_ways"] = ways_on(self._last.sections) if self._last is not None else ()
        if self.trust.key is not None:  # a hook or another plugin could have given the compiler other filters
            env.bytecode_cache = TemplateCache()
        return env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002  MkDocs passes it by name
        nav: Navigation,
    ) -> TemplateContext:
        """Give the theme the head of a page, mark the column that the page belongs to, and list its pages.

        Others are not in the navigation.
        """
        hidden = page.meta.get("hide")
        hidden = hidden if isinstance(hidden, list) else [hidden] if isinstance(hidden, str) else []
        page.meta["hide"] = [*hidden, "navigation"]
        path, column = self._columns.get(page.url.split("/")[0], (None, None))
        shown = column if column and page.file.src_uri == path else None
        held = self._held.pop(page.file.src_uri, None)
        if held is not None:
            page.content = held.decode()
        own: dict[str, object] = {"plansite_column": shown, "plansite_head": self._head(page)}
        if self.trust.key is not None:  # a hook or another plugin could have changed what a part shows
            own[PLACE] = place(page, nav, path)
        marked = [item for item in nav.pages if item is page or item.file.src_uri == path]
        for item in nav.pages:
            item.active = False
        for item in marked:  # last, for what is not active takes the mark from the column above it
            item.active = True
        return {**context, **own}  # type: ignore[typeddict-item]  # MkDocs lists its own


def _in_nav(section: Section) -> dict[str, object]:
    """Return a column as MkDocs' setting `nav` has it; the theme puts labels into HTML unescaped."""
    entries = [{str(escape(entry.label)): entry.path} for entry in section.entries]
    return {str(escape(section.title)): entries if len(entries) > 1 else section.entries[0].path}


def _refuse(problems: Iterable[Problem]) -> None:
    """Log problems of the settings, and refuse to build with them. Raises PluginError."""
    lang = locale_language(os.environ)
    lines = [report.line(each, lang) for each in problems]
    for line in lines:
        log.error(line)
    if lines:
        raise PluginError(message("settings.wrong", lang))


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script

"""What must not happen on a page: a dialog, an error, a request to another origin, a breach of the policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page

# A breach is told to the console and as an event; the event says which rule it is of.
_LISTEN = """addEventListener("securitypolicyviolation", (event) =>
    watchBreach(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`), true)"""


@dataclass  # without slots: Playwright keeps its wrapper of a handler on the object
class Watch:
    """Writes down in `wrong` what happens on `page` and must not; `origin` is where the site is served."""

    page: Page
    origin: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.expose_function("watchBreach", self._breach)
        self.page.add_init_script(_LISTEN)
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", lambda request: self._request(request.url))

    def _breach(self, told: str) -> None:
        self.wrong.append(f"breach: {told}")

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.wrong.append(f"{message.type}: {message.text}")

    def _request(self, url: str) -> None:
        if urlsplit(url).scheme != "data" and not url.startswith(self.origin):
            self.wrong.append(f"request: {url}")

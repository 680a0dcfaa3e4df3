"""The desk's first page: how the chat is used, and how safe it is."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse

from advice.content import Content
from channels.desk.figures import figures, score_bars
from channels.desk.menu import INBOX, OVERVIEW
from channels.desk.shell import Shell
from inbox.store import Inbox
from insights.overview import DEFAULT_PERIOD, PERIODS, first_day
from insights.reading import counts
from insights.scoreboard import PUBLISHED, scoreboard


class OverviewRoutes:
    """Answers the address of the overview."""

    def __init__(self, shell: Shell, inbox: Inbox, content: Content) -> None:
        """Creates them; the counts are in the inbox's database."""
        self._shell = shell
        self._inbox = inbox
        self._content = content

    def register(self, app: Sanic) -> None:
        """Registers the address."""
        app.add_route(self.show, OVERVIEW, methods=["GET"], name="desk_overview")

    async def show(self, request: Request) -> HTTPResponse:
        """The figures of the last days."""
        self._shell.check(request)
        asked = request.args.get("days", "")
        days = next((period for period in PERIODS if str(period) == asked), DEFAULT_PERIOD)
        values = await asyncio.to_thread(self._gather, days)
        return self._shell.page(request, "overview", **values)

    def _gather(self, days: int) -> dict[str, Any]:
        content = self._content
        today = datetime.now(content.practice.zone).date()
        first = first_day(today, days)
        found = counts(self._inbox.engine, first, today)
        return {
            **figures(content, found, today, days),
            "overview": OVERVIEW,
            "periods": PERIODS,
            "days": days,
            "first": first,
            "today": today,
            "zone": content.practice.time_zone,
            "inbox": INBOX,
            "waiting": self._inbox.counts()["new"],
            "failed": self._inbox.failed(),
            "scores": score_bars(scoreboard(content.measured)),
            "measured": content.measured,
            "measured_on": date.fromisoformat(content.measured.measured_on).strftime("%-d %b %Y"),
            "published_in": PUBLISHED,
        }

"""Commands: `run`, `train`, `check-content`, `ask`, and those of the modules beside this one."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from advice.content import Content, ContentError, load_content
from kneadwise.client import WebsiteClient
from kneadwise.desk import make_desk_password
from kneadwise.environment import process_environment
from kneadwise.foreground import serve
from kneadwise.keeping import back_up, restore
from kneadwise.measuring import evaluate, report
from kneadwise.model import Model, TrainingFailed
from kneadwise.new_practice.command import new_practice
from kneadwise.privacy import export_conversation, forget_conversation, run_retention
from kneadwise.servers import Servers, ServersFailed
from learning.publishing import live_release
from papers.fonts import fonts_missing

app = typer.Typer(
    help="Kneadwise: the assistant of a massage practice's website.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)
WATCH_SECONDS = 0.5
REPORT_SECONDS = 10.0


@contextmanager
def _step(title: str) -> Iterator[Callable[[float], None]]:
    """Shows a step while it runs and its seconds when it is done."""
    started = time.monotonic()
    reported = 0.0

    def report(seconds: float) -> None:
        # A terminal shows the spinner; a log gets a line now and then.
        nonlocal reported
        if not console.is_terminal and seconds - reported >= REPORT_SECONDS:
            reported = seconds
            console.print(f"   … {title} ({seconds:.0f} s)")

    with console.status(f"{title} …"):
        yield report
    console.print(f"[green]✓[/green] {title} ({time.monotonic() - started:.1f} s)")


def _fail(message: str) -> NoReturn:
    errors.print(f"[red]✗[/red] {escape(message)}", soft_wrap=True)
    raise typer.Exit(1)


def _content() -> Content:
    try:
        return load_content()
    except ContentError as error:
        _fail(str(error))


def _say_fonts() -> None:
    missing = fonts_missing()
    if missing:
        console.print(f"[yellow]![/yellow] {escape(missing)}", soft_wrap=True)


@app.command("check-content")
def check_content() -> None:
    """Check everything in content/ and say what to mend.

    Example: kneadwise check-content
    """
    content = _content()
    console.print(
        f"[green]✓[/green] {len(content.techniques)} techniques, {len(content.faq)} FAQ topics, "
        f"{len(content.comparison.rows)} rows, {len(content.sources)} sources: all in order."
    )


@app.command("check")
def check() -> None:
    """Check the content, and say whether the model is trained from it.

    Example: kneadwise check
    """
    check_content()
    _say_fonts()
    if Model(process_environment()).is_stale():
        console.print("The model is older than what it is made from: `kneadwise train`.")
    else:
        console.print("[green]✓[/green] The model is up to date.")


@app.command("train")
def train_model(
    force: bool = typer.Option(False, help="Train even if the model is up to date."),
) -> None:
    """Train the model, if it is older than what it is made from.

    Example: kneadwise train --force
    """
    _content()
    model = Model(process_environment())
    if not force and not model.is_stale():
        console.print("[green]✓[/green] The model is up to date.")
        return
    trains = force or model.needs_training()
    try:
        with _step("Training the model" if trains else "Taking the standard model") as report:
            (model.train if force else model.make_current)(report)
    except (TrainingFailed, OSError) as error:
        _fail(str(error))


@app.command()
def run() -> None:
    """Start the assistant: train if needed, start both servers, print the address.

    Ctrl-C stops both servers. Example: KNEADWISE_PORT=8080 kneadwise run
    """
    # SIGINT too: a shell that starts us in the background has it ignored.
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, signal.default_int_handler)
    try:
        servers = Servers(process_environment())
        servers.finish_release()
        with _step("Checking content and ports"):
            _content()
            servers.check_ports()
        train_model(force=False)
        _serve(servers)
    except ServersFailed as error:
        _fail(str(error))
    except KeyboardInterrupt:
        console.print("Stopped.")


@app.command()
def ask(texts: list[str] = typer.Argument(..., help="What the visitor says, in turn.")) -> None:
    """Send messages to the running assistant, in one conversation, and show its cards.

    Example: kneadwise ask "what is hot stone" "does it hurt"
    """
    visitor = WebsiteClient(Servers(process_environment()).address)
    for text in texts:
        try:
            answer = visitor.say(text)
        except OSError as error:
            _fail(f"The assistant doesn't answer ({error}). Is `make run` running?")
        console.print(f"[bold]> {escape(text)}[/bold]", soft_wrap=True)
        if answer.status != 200:
            _fail(f"{answer.status}: {answer.body.get('detail', answer.body)}")
        for message in answer.messages:
            card = message.get("card") or {"kind": "text", "id": ""}
            said = escape(f"[{card['kind']}/{card['id']}] {message['text']}")
            console.print(f"  {said}", soft_wrap=True)


app.command("new-practice")(new_practice)
app.command("serve")(serve)
app.command("desk-password")(make_desk_password)
app.command("evaluate")(evaluate)
app.command("report")(report)
app.command("backup")(back_up)
app.command("restore")(restore)
app.command("export")(export_conversation)
app.command("forget")(forget_conversation)
app.command("retention")(run_retention)


def _serve(servers: Servers) -> None:
    try:
        with _step("Starting the action server and the Rasa server") as report:
            servers.start()
            servers.wait_until_ready(report)
        _say_fonts()
        console.print(f"\n[bold]Ready: {servers.address}/[/bold]   (Ctrl-C stops it)")
        live = live_release(servers.places)
        while True:
            servers.check_running()
            time.sleep(WATCH_SECONDS)
            if live_release(servers.places) != live:
                live = live_release(servers.places)
                with _step("Starting again with the new release") as report:
                    servers.stop()
                    servers.start()
                    servers.wait_until_ready(report)
    finally:
        with console.status("Stopping …"):
            servers.stop()

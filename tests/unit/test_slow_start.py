"""What opening a window loads: a person types sooner, and an old laptop keeps its memory, when libraries wait until they are needed."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORE = ("sqlalchemy", "alembic", "sqlcipher3")
FORMATS = ("pydantic", "xlsxwriter", "icalendar", "pypdfium2", "charset_normalizer", "segno", "email_validator", "phonenumbers", "PIL")
HEAVY = ("weasyprint", "fontTools", "uharfbuzz", "scipy", "numpy", "sklearn", "nltk")


def told(step: str) -> object:
    """What `answer` holds in a new process after `step`."""
    ended = "import os, sys\nsys.stdout.flush()\nos._exit(0)"  # a window may be open
    ran = subprocess.run(
        [sys.executable, "-c", f"{step}\nimport json\nprint(json.dumps(answer))\n{ended}"], cwd=ROOT, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def loaded(step: str, names: tuple[str, ...]) -> object:
    """Which of `names` a new process has loaded after `step`."""
    return told(f"{step}\nimport sys\nanswer = [name for name in {names!r} if name in sys.modules]")


def test_the_first_page_waits_for_no_database_and_no_file_format() -> None:
    step = """
import os
os.environ["QT_QPA_PLATFORM"], os.environ["QT_LOGGING_RULES"] = "offscreen", "default.warning=false"
import council_app.bootstrap
shown = council_app.bootstrap.open_window(None, "")
"""
    assert loaded(step, (*STORE, *FORMATS, *HEAVY, "jinja2", "yaml", "typer", "council_app.services", "council_app.ui.screens.room")) == []


def test_no_place_loads_what_reads_or_writes_a_file_before_there_is_one() -> None:
    step = "from council_app.ui.mainwindow.places import load_all\nload_all()"
    assert loaded(step, (*FORMATS, *HEAVY, "alembic", "jinja2")) == []


# A window as it starts, until all places are loaded; `heard` says in which thread each module was.
LOADED_BESIDE = """
import os, sys, threading
os.environ["QT_QPA_PLATFORM"], os.environ["QT_LOGGING_RULES"] = "offscreen", "default.warning=false"
heard = []
class Listening:
    @staticmethod
    def find_spec(name, path=None, target=None):
        heard.append((name, threading.current_thread() is threading.main_thread()))
sys.meta_path.insert(0, Listening)
import council_app.bootstrap
shown = council_app.bootstrap.open_window(None, "")
from council_app.ui.mainwindow import places
while not all(f"council_app.ui.screens.{name}.view" in sys.modules for name, _ in places._SCREENS.values()):
    shown.app.processEvents()
"""


def test_nothing_of_qt_is_loaded_in_another_thread_than_the_one_that_draws() -> None:
    """Classes of Qt made on a worker ended the process, now and then."""
    elsewhere = f"{LOADED_BESIDE}\nelsewhere = [name for name, drawing in heard if not drawing]\n"
    qt = '[name for name in elsewhere if name.startswith(("council_app.ui", "PySide6", "shiboken6"))]'
    assert told(f'{elsewhere}answer = [{qt}, "council_app.services.rounds" in elsewhere]') == [[], True]


def test_the_places_find_their_services_loaded() -> None:
    """What they load in the thread that draws is their own; services and database are loaded beside it."""
    answer = 'answer = [name for name, drawing in heard if drawing and name.startswith(("council_app.services.", "sqlalchemy"))]'
    assert told(f"{LOADED_BESIDE}\n{answer}") == []


def test_the_capture_line_needs_no_plan_file() -> None:
    assert loaded("import council_app.services.capture", (*FORMATS, *HEAVY, "alembic", "council_app.exchange.plan")) == []


def test_the_way_to_the_window_loads_no_command_but_its_own() -> None:
    assert loaded("import council_app.bootstrap", (*STORE, *FORMATS, *HEAVY, "typer", "rich", "PySide6", "council_app.services")) == []


def test_no_source_of_a_module_is_kept_in_memory() -> None:
    step = "from council_app.ui.mainwindow.app import make_window\nimport linecache"
    assert told(f"{step}\nanswer = [name for name in linecache.cache if 'council_app' in name]") == []

"""Programs that are missing or don't start are said, with what to install and the log's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneadwise.services import NginxServer, ServiceFailed, free_port, program
from kneadwise.several import nginx_site


def test_a_missing_program_names_its_package() -> None:
    with pytest.raises(ServiceFailed, match="apt-get install some-package") as error:
        program("no-such-program", "some-package")
    assert "scripts/prepare-services" in str(error.value)


def test_a_service_that_ends_shows_its_log(tmp_path: Path) -> None:
    nginx = NginxServer(tmp_path, "daemon off; no_such_word on;", free_port())
    with pytest.raises(ServiceFailed, match="no_such_word"):
        nginx.start()


def test_a_text_that_is_not_in_the_configuration_is_told() -> None:
    with pytest.raises(ValueError, match="not in the configuration"):
        nginx_site("", rasa_ports=[1], action_ports=[2], replaced={})

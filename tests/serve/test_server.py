"""Where it is served."""

from __future__ import annotations

import socket

import pytest

from tei.core.address import is_loopback
from tei.core.diagnostic import Refused
from tei.serve import server
from tei.serve.server import address_of, listen


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.0.0.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("x.org", False),
    ],
)
def test_who_can_reach_it(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_a_port_that_is_taken() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert address_of(first) == f"http://127.0.0.1:{port}/"
        with pytest.raises(Refused) as refused:
            listen("127.0.0.1", port)
        (told,) = refused.value.diagnostics
        assert told.code == "P852"
        assert f"port {port}" in told.message
        assert "--port 0" in told.help


def test_the_next_port_is_taken_where_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        monkeypatch.setattr(server, "PORT", port)
        with listen("127.0.0.1") as second:
            assert second.getsockname()[1] > port
        monkeypatch.setattr(server, "NEXT", 1)
        with pytest.raises(Refused):
            listen("127.0.0.1")


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_a_host_that_is_not_here(host: str) -> None:
    with pytest.raises(Refused) as refused:
        listen(host, 0)
    assert refused.value.diagnostics[0].code == "P852"


@pytest.mark.parametrize(
    ("name", "address"), [(("::1", 80), "http://[::1]:80/"), (("0.0.0.0", 80), "http://localhost:80/")]
)
def test_addresses(name: tuple[str, int], address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Bound(socket.socket):
        def getsockname(self) -> tuple[str, int]:
            return name

    with Bound() as found:
        assert address_of(found) == address

"""The journal's own checkpoints, cosigned by the witnesses that the configuration names."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from rempart import wiring
from rempart.config import Config, WitnessConfig
from rempart.engines import ledger
from rempart.kernel.actors import CONSOLE
from rempart.watchlist.services import enrol_site
from tests.adapters.test_witnesses import Instance


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_folder=tmp_path)


@pytest.fixture
def instance(config: Config, tmp_path: Path) -> Iterator[Instance]:
    logs = dict([ledger.parse_verifier_key(wiring.journal_verifier_key(config))])
    instance = Instance(tmp_path / "witness", "other.example/witness", logs)
    yield instance
    instance.stop()


def enrol(number: int, now: datetime) -> None:
    enrol_site(label=f"Site {number}", domains=[f"site-{number}.example"], actor=CONSOLE, now=now)


@pytest.mark.django_db
def test_each_checkpoint_carries_the_cosignature_of_its_witness(
    config: Config, instance: Instance, now: datetime
) -> None:
    settings = WitnessConfig(url=instance.witness.url, key=instance.desk.verifier_key)
    watched = Config(data_folder=config.data_folder, witnesses=(settings,))
    for number in range(3):
        enrol(number, now)
        note = wiring.sign_checkpoint(watched)
        assert ledger.verify_cosignature(note, instance.witness.name, instance.witness.public_key) is not None
        name, key = ledger.parse_verifier_key(wiring.journal_verifier_key(watched))
        assert ledger.verify_checkpoint(note, name, key).size == 2 * (number + 1)


@pytest.mark.django_db
def test_a_witness_that_is_off_delays_nothing_and_is_named_in_the_log(
    config: Config, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    key = ledger.encode_witness_key("off.example/witness", ledger.public_key_of(bytes(32)))
    watched = Config(data_folder=config.data_folder, witnesses=(WitnessConfig(url="http://127.0.0.1:9", key=key),))
    enrol(1, now)
    with caplog.at_level(logging.WARNING, logger="rempart.wiring"):
        note = wiring.sign_checkpoint(watched)
    assert "off.example/witness" in caplog.text
    assert ledger.parse_checkpoint(note).size == 2

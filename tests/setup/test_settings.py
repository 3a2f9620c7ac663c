"""What the environment may say, and what it may not."""

import pytest

from handoff import settings
from handoff.settings import ROOT, SettingsError

GOOD = {
    "DATABASE_URL": "postgresql://relais:pw@db:5432/relais",
    "REDIS_URL": "redis://:pw@redis:6379/0",
    "RELAIS_ENV": "production",
    "RELAIS_SECRET": "a7f3" * 4 + "09c1de52b8467730",
    "RELAIS_BOT_TOKEN": "b81c" * 4 + "09c1de52b8467730",
    "RELAIS_INTERNAL_TOKEN": "c92d" * 4 + "09c1de52b8467730",
    "RELAIS_LAPOSTE_KEY": "an-okapi-key",
}


@pytest.fixture
def environment(monkeypatch):
    """A function that makes the process's environment exactly the settings given."""

    def set_to(**values: str) -> None:
        for name in settings.Settings.model_fields:
            monkeypatch.delenv(settings.variable(name), raising=False)
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return set_to


def test_every_setting_is_described_and_documented():
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(field.description for field in settings.Settings.model_fields.values())
    assert settings.table() in documented, (
        "docs/settings.md is out of date: put the output of "
        "`.venv/bin/python -m handoff.settings` in place of its table"
    )


def test_production_starts_with_safe_values(environment):
    environment(**GOOD)
    assert settings.load().development is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RELAIS_SECRET", "development-only"),
        ("RELAIS_SECRET", "short"),
        ("RELAIS_SECRET", "changeme-changeme-changeme-changeme"),
        ("RELAIS_SECRET", "x" * 64),
        ("RELAIS_BOT_TOKEN", "development-only"),
        ("RELAIS_INTERNAL_TOKEN", ""),
        ("RELAIS_LAPOSTE_KEY", ""),
        ("RELAIS_LAPOSTE_KEY", "sandbox"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
    ],
)
def test_production_refuses_placeholders_by_name(environment, name, value):
    environment(**{**GOOD, name: value})
    with pytest.raises(SettingsError, match=name):
        settings.load()


MAIL = {
    "RELAIS_SMTP_URL": "smtp://user:pw@mail.example:587?starttls=1",
    "RELAIS_MAIL_FROM": "service@example.com",
    "RELAIS_PUBLIC_URL": "https://aide.example.com/",
}


def test_mail_needs_a_server_an_address_and_what_links_begin_with(environment):
    environment(**GOOD, **MAIL)
    assert settings.load().links_begin == "https://aide.example.com"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RELAIS_SMTP_URL", "mail.example:587"),
        ("RELAIS_SMTP_URL", "smtp://mail.example:port"),
        ("RELAIS_SMTP_URL", "smtp://mail.example/?starttls=1"),
        ("RELAIS_SMTP_URL", "smtp://mail.example?tls=yes"),
        ("RELAIS_SMTP_URL", "smtp://user:pw@mail.example:587"),
        ("RELAIS_MAIL_FROM", ""),
        ("RELAIS_MAIL_FROM", "Maison Orme <service@example.com>"),
        ("RELAIS_PUBLIC_URL", ""),
        ("RELAIS_PUBLIC_URL", "http://aide.example.com"),
        ("RELAIS_PUBLIC_URL", "aide.example.com"),
        ("RELAIS_MAIL_SANDBOX_URL", "http://mail:8025"),
    ],
)
def test_mail_that_could_not_work_or_would_leak_is_refused(environment, name, value):
    environment(**GOOD, **{**MAIL, name: value})
    with pytest.raises(SettingsError, match=name) as refusal:
        settings.load()
    assert "pw@" not in str(refusal.value)


def test_unset_environment_counts_as_production(environment):
    environment()
    with pytest.raises(SettingsError):
        settings.load()


def test_development_needs_nothing(environment):
    environment(RELAIS_ENV="development")
    assert settings.load().port == 8000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("RELAIS_ENV", "staging"),
        ("DATABASE_URL", "mysql://root@localhost/relais"),
        ("DATABASE_URL", "postgresql://relais@db:port/relais"),
        ("REDIS_URL", "localhost:6379"),
        ("RELAIS_BOT_URL", "127.0.0.1:5005"),
        ("RELAIS_BURST_PAUSE", "-1"),
        ("RELAIS_TURN_TIMEOUT", "0"),
    ],
)
def test_unusable_values_are_named_in_one_sentence(environment, name, value):
    environment(**{"RELAIS_ENV": "development", name: value})
    with pytest.raises(SettingsError) as refusal:
        settings.load()
    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_refusals_and_representations_never_show_a_secret(environment):
    environment(**{**GOOD, "DATABASE_URL": "mysql://relais:hunter2@db/relais"})
    with pytest.raises(SettingsError) as refusal:
        settings.load()
    assert "hunter2" not in str(refusal.value)
    environment(**GOOD)
    shown = repr(settings.load())
    for name in ("RELAIS_SECRET", "RELAIS_BOT_TOKEN", "RELAIS_INTERNAL_TOKEN", "DATABASE_URL"):
        assert GOOD[name] not in shown


def test_relative_folders_mean_the_same_folder_in_every_process(environment, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    environment(RELAIS_ENV="development", RELAIS_STATE="state")
    assert settings.load().state == tmp_path / "state"


def test_fields_can_be_given_instead_of_variables(environment, tmp_path):
    environment(RELAIS_ENV="development", PORT="8001")
    chosen = settings.load(port=8002, state=tmp_path)
    assert (chosen.port, chosen.state) == (8002, tmp_path)

"""The part of the configuration that says what orders may rest on and what they may not touch."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class LegalBasisConfig:
    """One text that an order may rest on. `longest_term_days` bounds every order made under it.

    `removal_first_hours`: so long before an order the host must have been asked to remove; `prior_notice_hours`: so
    long before that it must have been told. `emergency` lets a legal officer order alone for 24 hours. `proposers`
    and `countersigners` are roles; `redress` and `oversight` say where to appeal and who oversees; `offence` is the
    word under which the yearly oversight report counts.
    """

    code: str
    text: str
    article: str
    longest_term_days: int = 90
    country: str = "FR"
    recheck_days: int = 90
    removal_first_hours: int | None = None
    prior_notice_hours: int | None = None
    emergency: bool = False
    proposers: tuple[str, ...] = ("analyst", "legal-officer")
    countersigners: tuple[str, ...] = ("reviewer", "legal-officer")
    redress: str = ""
    oversight: str = ""
    offence: str = "child-abuse"


@dataclass(frozen=True, slots=True)
class SetAsideConfig:
    """One safeguard that may be set aside, with reasons: its code, and the roles that may do it where they propose."""

    safeguard: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlarmsConfig:
    """Who is woken when an order stands on one signature or blocks the innocent, and by what.

    Everybody in `roles` gets mail by `smtp_host`; without one nobody does. `smtp_security` is starttls, tls or none.
    """

    roles: tuple[str, ...] = ("overseer", "legal-officer", "reviewer")
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password_file: Path | None = None
    sender: str = "rempart@localhost"
    webhooks: tuple[str, ...] = ()
    webhook_key_file: Path | None = None


@dataclass(frozen=True, slots=True)
class OrdersConfig:
    """Legal bases and safeguards. Files hold one hostname (or network) a line; `passive_dns` is Common Output Format.

    Each file may be a folder of files, and each of those a MISP warning list (``.json``). More orders than
    `brake_per_hour` within an hour wait for the overseer; 0: no brake.
    """

    legal_bases: tuple[LegalBasisConfig, ...] = (
        LegalBasisConfig(
            code="fr-lcen-6-1",
            text="Loi n° 2004-575 du 21 juin 2004 pour la confiance dans l’économie numérique",
            article="6-1",
            removal_first_hours=24,
            prior_notice_hours=12,
        ),
    )
    set_aside: tuple[SetAsideConfig, ...] = (
        SetAsideConfig("policy.shared_hosting", ("legal-officer",)),
        SetAsideConfig("policy.shared_network", ("legal-officer",)),
        SetAsideConfig("policy.shared_certificate", ("legal-officer",)),
    )
    never_block: tuple[str, ...] = ()
    never_block_file: Path | None = None
    popular_names_file: Path | None = None
    institutions_file: Path | None = None
    shared_suffixes_file: Path | None = None
    own_names: tuple[str, ...] = ()
    own_networks: tuple[str, ...] = ()
    shared_networks: tuple[str, ...] = ()
    shared_networks_file: Path | None = None
    passive_dns: Path | None = None
    evidence_max_age_days: int = 14
    co_hosting_limit: int = 3
    names_below_limit: int = 20
    lift_overblocking: bool = False
    brake_per_hour: int = 20

"""The verbs of captures. What is outside (browser, authorities, store) is done before the transaction opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction

from rempart.captures.contracts import (
    AlreadySealedError,
    ExhibitExported,
    ExhibitMissingHereError,
    ExhibitPart,
    ExhibitSealed,
    ExhibitViewed,
    PageCaptured,
    PictureSeenError,
    PicturesSpentError,
)
from rempart.captures.models import ExhibitRow, SealRow
from rempart.captures.sealing import seal_stored, store_sealed
from rempart.journal.contracts import JournalEntry
from rempart.journal.queries import list_done, refuse_repetition
from rempart.journal.services import record, take_turn
from rempart.kernel.actors import Actor
from rempart.kernel.hostname import parse_hostname
from rempart.kernel.ids import new_id
from rempart.kernel.plain_text import storable
from rempart.people.permissions import require
from rempart.ports.capturing import (
    CapturePolicy,
    PageCapture,
    PageCapturer,
    PageUnreachableError,
    list_addresses,
)
from rempart.ports.sealing import ExhibitFormat, ExhibitPage, ExhibitStore, Sealing

PICTURES_A_DAY = 20


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look brought back, and what it was for."""

    capture: PageCapture
    problem: str
    hostname: str
    sighting_id: UUID | None = None
    site_id: UUID | None = None


def capture_sighting(
    *,
    sighting_id: UUID,
    hostname: str,
    capturer: PageCapturer,
    policy: CapturePolicy,
    exhibit_format: ExhibitFormat,
    store: ExhibitStore,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> UUID:
    """Look at a sighted hostname once and keep what was there, be it that nothing answered.

    Raises NotAHostnameError, NoAddressError, CaptureRefusedError, BrowserMissingError, StoreFullError.
    """
    require(actor, "captures.capture")
    refuse_repetition(PageCaptured.act, cause=cause)
    name = parse_hostname(hostname)
    capture, problem = _look(list_addresses(name, policy), capturer, policy, now)
    look = _Look(capture, problem, name, sighting_id=sighting_id)
    return _keep(look, exhibit_format, store, actor=actor, now=now, reason=reason, cause=cause)


def capture_reference(
    *,
    site_id: UUID,
    url: str,
    capturer: PageCapturer,
    policy: CapturePolicy,
    exhibit_format: ExhibitFormat,
    store: ExhibitStore,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> UUID:
    """Look at a page of a closed site (before closure, or an archived copy) to compare others with.

    Raises as `capture_sighting`.
    """
    require(actor, "captures.capture")
    refuse_repetition(PageCaptured.act, cause=cause)
    name = parse_hostname(urlsplit(url).hostname or "")
    capture, problem = _look((url,), capturer, policy, now)
    look = _Look(capture, problem, name, site_id=site_id)
    return _keep(look, exhibit_format, store, actor=actor, now=now, reason=reason, cause=cause)


def seal_exhibit(
    *,
    exhibit_id: UUID,
    sealing: Sealing,
    actor: Actor,
    now: datetime,
    reason: str = "",
    cause: int | None = None,
) -> None:
    """Sign, timestamp and prove an exhibit. Where one part fails nothing is sealed, and it can be tried again.

    Raises ExhibitMissingHereError, AlreadySealedError, SignerUnavailableError, TimestampUnavailableError,
    ExhibitMissingError, ExhibitLockedError, StoreFullError.
    """
    require(actor, "captures.seal")
    refuse_repetition(ExhibitSealed.act, cause=cause)
    row = _row(exhibit_id)
    if SealRow.objects.filter(exhibit=row).exists():
        raise AlreadySealedError(exhibit=exhibit_id)
    sealed = seal_stored(
        row.package_sha256,
        row.log_index,
        sealing=sealing,
        now=now,
    )
    with transaction.atomic():
        row = ExhibitRow.objects.select_for_update().get(pk=exhibit_id)
        if SealRow.objects.filter(exhibit=row).exists():  # by somebody else, while the authorities were asked
            raise AlreadySealedError(exhibit=exhibit_id)
        seal = SealRow.objects.create(exhibit=row, **store_sealed(sealed, sealing.store, now))
        event = ExhibitSealed(
            exhibit_id=row.id,
            hostname=row.hostname,
            sighting_id=row.sighting_id,
            site_id=row.site_id,
            statement_sha256=seal.statement_sha256,
            sha256=seal.sha256,
            reached=row.reached,
        )
        record(event, actor=actor, now=now, reason=reason, cause=cause)


def view_exhibit(
    *,
    exhibit_id: UUID,
    part: ExhibitPart,
    exhibit_format: ExhibitFormat,
    store: ExhibitStore,
    actor: Actor,
    now: datetime,
    reason: str = "",
    pictures_a_day: int = PICTURES_A_DAY,
) -> ExhibitPage:
    """A person looks at a part of an exhibit; that is recorded before anything is shown.

    A picture is shown to one person again only for a stated reason, and `pictures_a_day` in 24 hours at most.
    Raises PictureSeenError, PicturesSpentError, ExhibitMissingHereError, ExhibitMissingError, ExhibitLockedError,
    NotAnExhibitError.
    """
    require(actor, "captures.view")
    is_picture = part is ExhibitPart.SCREENSHOT
    if is_picture:
        _spare(actor, exhibit_id, now, reason, pictures_a_day)
    with store.open(_file_of(_row(exhibit_id))) as file:
        page = exhibit_format.read(file.read())
    with transaction.atomic():
        if is_picture:  # asked for in two windows at once, both would have been let through
            take_turn()
            _spare(actor, exhibit_id, now, reason, pictures_a_day)
        record(ExhibitViewed(exhibit_id=exhibit_id, part=part), actor=actor, now=now, reason=reason)
    return page


def _spare(actor: Actor, exhibit_id: UUID, now: datetime, reason: str, pictures_a_day: int) -> None:
    """Hold back a picture that this person need not see, or one more than is good for anybody."""
    seen = [one for one in list_done(ExhibitViewed.act, account_id=actor.account_id) if _is_picture(one)]
    of_today = [one for one in seen if one.at > now - timedelta(hours=24)]
    if len(of_today) >= pictures_a_day:
        raise PicturesSpentError(count=len(of_today))
    again = [one for one in seen if one.facts["exhibit_id"] == str(exhibit_id)]
    if again and not reason.strip():
        raise PictureSeenError(seen_on=again[-1].at.date().isoformat())


def _is_picture(entry: JournalEntry) -> bool:
    return entry.facts["part"] == ExhibitPart.SCREENSHOT


def export_exhibit(
    *, exhibit_id: UUID, form: str, store: ExhibitStore, actor: Actor, now: datetime, reason: str = ""
) -> bytes:
    """The exhibit's file for somebody outside; `form` says as what it leaves (``wacz``, ``bagit``).

    Raises ExhibitMissingHereError, ExhibitMissingError, ExhibitLockedError.
    """
    require(actor, "captures.export")
    sha256 = _file_of(_row(exhibit_id))
    with store.open(sha256) as file:
        content = file.read()
    event = ExhibitExported(exhibit_id=exhibit_id, form=form, sha256=sha256)
    record(event, actor=actor, now=now, reason=reason)
    return content


def _look(
    addresses: tuple[str, ...], capturer: PageCapturer, policy: CapturePolicy, now: datetime
) -> tuple[PageCapture, str]:
    """The first address that answers, else what was learnt of the last one, and its problem in words."""
    capture, problem = _nothing(addresses[0], policy, now, ""), ""
    for url in addresses:
        try:
            return capturer.capture(url, policy), ""
        except PageUnreachableError as error:
            facts = error.fields.get("capture")
            capture = facts if isinstance(facts, PageCapture) else _nothing(url, policy, now, error.message)
            problem = error.message
    return capture, problem


def _nothing(url: str, policy: CapturePolicy, now: datetime, problem: str) -> PageCapture:
    return PageCapture(
        url=url,
        final_url="",
        started_at=now,
        finished_at=now,
        policy=policy,
        tools={},
        exchanges=(),
        dns=(),
        refusals=(),
        dom="",
        text="",
        title="",
        links=(),
        screenshot=b"",
        truncations=(problem,),
    )


def _keep(
    look: _Look,
    exhibit_format: ExhibitFormat,
    store: ExhibitStore,
    *,
    actor: Actor,
    now: datetime,
    reason: str,
    cause: int | None,
) -> UUID:
    capture = look.capture
    package = exhibit_format.package(capture)
    package_sha256 = store.put(package.content)
    exhibit_id = new_id(now)
    event = PageCaptured(
        exhibit_id=exhibit_id,
        hostname=look.hostname,
        sighting_id=look.sighting_id,
        site_id=look.site_id,
        manifest_sha256=package.manifest_sha256,
        reached=not look.problem,
    )
    with transaction.atomic():
        entry = record(event, actor=actor, now=now, reason=reason, cause=cause)
        ExhibitRow.objects.create(
            id=exhibit_id,
            hostname=look.hostname,
            url=capture.url,
            final_url=storable(capture.final_url),
            title=storable(capture.title),
            reached=not look.problem,
            problem=storable(look.problem),
            captured_at=capture.finished_at,
            package_sha256=package_sha256,
            manifest_sha256=package.manifest_sha256,
            size=len(package.content),
            exchanges=len(capture.exchanges),
            media=count_media(capture),
            refusals=len(capture.refusals),
            truncations=[storable(line) for line in capture.truncations],
            log_index=entry.index,
            sighting_id=look.sighting_id,
            site_id=look.site_id,
        )
    return exhibit_id


def count_media(capture: PageCapture) -> int:
    """How many media the page asked for: those not even fetched, and those met and not kept."""
    refused = sum(refusal.rule == "media" for refusal in capture.refusals)
    return refused + sum(exchange.media is not None for exchange in capture.exchanges)


def _row(exhibit_id: UUID) -> ExhibitRow:
    row = ExhibitRow.objects.filter(pk=exhibit_id).first()
    if row is None:
        raise ExhibitMissingHereError(exhibit=exhibit_id)
    return row


def _file_of(row: ExhibitRow) -> str:
    sealed = SealRow.objects.filter(exhibit=row).values_list("sha256", flat=True).first()
    return sealed or row.package_sha256

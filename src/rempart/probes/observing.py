"""Ask the resolvers and say what each answer means. No table is touched here.

What a resolver without the list says decides what an answer means: a name that does not exist anywhere is not
refused, and a control name that is gone everywhere is nobody's over-block.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from rempart.kernel.hostname import Hostname, parse_hostname
from rempart.orders.contracts import BlockedName
from rempart.ports.naming import Answer, Resolver, ResolverUnavailableError
from rempart.ports.probing import PageLooker
from rempart.probes.contracts import Finding, Outcome, PageLook, ProbeAnswer, Question

_PAUSE_S = 0.01
_AT_ONCE = 16

Asked = tuple[Hostname, Question]


@dataclass(frozen=True, slots=True)
class Vantage:
    """Whom to ask: the subscribers' resolvers, one without the list, and others that people might turn to instead.

    `pages` looks at what answers at an address; `every_page` also at the site itself, not only at a block page.
    """

    resolvers: Sequence[Resolver]
    control: Resolver | None
    elsewhere: Sequence[Resolver] = ()
    pages: PageLooker | None = None
    every_page: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What is looked at: the name, whether it should be refused, and what a refusal looks like."""

    hostname: Hostname
    blocked: bool
    subdomains: bool
    answer: str

    @classmethod
    def of(cls, hostname: Hostname, subdomains: bool, answer: str, blocked: BlockedName | None) -> "Target":
        """As the orders in force say now; `subdomains` and `answer` are the order's own where none is."""
        if blocked is None:
            return cls(hostname, blocked=False, subdomains=subdomains, answer=answer)
        return cls(hostname, blocked=True, subdomains=blocked.subdomains, answer=blocked.answer)

    @property
    def names(self) -> tuple[Asked, ...]:
        """The name, and one below it where those are refused too."""
        below = ((parse_hostname(f"www.{self.hostname}"), Question.SUBDOMAIN),) if self.subdomains else ()
        return ((self.hostname, Question.TARGET), *below)


def await_effect(target: Target, vantage: Vantage, patience_s: float) -> tuple[ProbeAnswer, ...]:
    """The answers about the target, asked again until all are as they should be or patience ends."""
    deadline = time.monotonic() + patience_s
    while True:
        answers = _ask_target(target, vantage)
        if is_as_ordered(target, answers) or time.monotonic() >= deadline:
            return answers
        time.sleep(_PAUSE_S)


def ask_innocent(target: Target, vantage: Vantage, sample: Sequence[Asked]) -> tuple[ProbeAnswer, ...]:
    """The answers about names that nobody ordered."""
    answers: list[ProbeAnswer] = []
    for name, question in sample:
        without = _without_list(name, vantage, question)
        answers += [without] if without else []
        answers += _ask_all(vantage.resolvers, name, question, target.answer, without)
    return tuple(answers)


def ask_elsewhere(target: Target, vantage: Vantage) -> tuple[ProbeAnswer, ...]:
    """What resolvers say that have no list: where the name resolves, the block is gone round."""
    return _ask_all(vantage.elsewhere, target.hostname, Question.ELSEWHERE, target.answer, None)


def look_at_pages(target: Target, vantage: Vantage, answers: Sequence[ProbeAnswer]) -> tuple[PageLook, ...]:
    """What answers at the addresses that resolvers gave for the target: the block page, or the site.

    With `every_page` also at the address from the resolver without the list: the control that others are compared with.
    Of the site's addresses the last that may be asked is taken; where none may, the look says so.
    """
    if vantage.pages is None:
        return ()
    looks: list[PageLook] = []
    for answer in answers:
        if answer.question is not Question.TARGET or not answer.records:
            continue
        if answer.records[-1] == target.answer and not answer.is_control:
            looks += _look(answer, target.answer, vantage.pages, is_ours=True)
        elif vantage.every_page:
            asked = [record for record in answer.records if vantage.pages.may_ask(record)]
            looks += _look(answer, (asked or answer.records)[-1], vantage.pages, is_ours=False)
    return tuple(looks)


def _look(answer: ProbeAnswer, address: str, pages: PageLooker, *, is_ours: bool) -> Iterator[PageLook]:
    seen = pages.look(answer.hostname, address, is_ours=is_ours)
    page = PageLook(
        resolver=answer.resolver,
        hostname=answer.hostname,
        address=address,
        status=seen.status,
        length=seen.length,
        failure=seen.failure,
        is_control=answer.is_control,
        title=seen.title,
        headers=seen.headers,
    )
    yield page
    failure = pages.shake_hands(answer.hostname, address, is_ours=is_ours)
    if failure is not None:
        yield replace(page, status=None, length=0, failure=failure, tls=True, title="", headers=())


def is_as_ordered(target: Target, answers: Sequence[ProbeAnswer]) -> bool:
    """Whether every subscriber that answered refuses, or answers, as the orders say; at least one must answer."""
    asked = (Question.TARGET, Question.SUBDOMAIN)
    of_subscribers = [answer for answer in answers if not answer.is_control and answer.question in asked]
    reached = [answer for answer in of_subscribers if answer.finding is not Finding.UNAVAILABLE]
    wrong = Finding.RESOLVED if target.blocked else Finding.REFUSED
    return bool(reached) and len(reached) == len(of_subscribers) and all(item.finding is not wrong for item in reached)


def judge(target: Target, answers: Sequence[ProbeAnswer]) -> Outcome:
    """The outcome that the answers amount to."""
    innocent = [answer for answer in answers if answer.question.is_innocent and not answer.is_control]
    if any(answer.finding is Finding.REFUSED for answer in innocent):
        return Outcome.OVERBLOCKING
    fits = is_as_ordered(target, answers)
    if target.blocked:
        return Outcome.EFFECTIVE if fits else Outcome.NOT_EFFECTIVE
    return Outcome.LIFTED if fits else Outcome.NOT_LIFTED


def _ask_target(target: Target, vantage: Vantage) -> tuple[ProbeAnswer, ...]:
    answers: list[ProbeAnswer] = []
    for name, question in target.names:
        without = _without_list(name, vantage, question)
        answers += [without] if without else []
        answers += _ask_all(vantage.resolvers, name, question, target.answer, without)
    return tuple(answers)


def _without_list(name: Hostname, vantage: Vantage, question: Question) -> ProbeAnswer | None:
    """What the resolver without the list says; None where there is none."""
    if vantage.control is None:
        return None
    try:
        answer = vantage.control.resolve(name)
    except ResolverUnavailableError as error:
        return _unavailable(vantage.control, name, question, error, is_control=True)
    finding = Finding.RESOLVED if answer.records else Finding.ABSENT
    return _told(vantage.control, name, question, finding, answer, is_control=True)


def _ask_all(
    resolvers: Sequence[Resolver], name: Hostname, question: Question, refusal: str, without: ProbeAnswer | None
) -> tuple[ProbeAnswer, ...]:
    """One name, of all at once: a look takes no longer for each that does not answer."""
    if len(resolvers) < 2:
        return tuple(_ask(resolver, name, question, refusal, without) for resolver in resolvers)
    with ThreadPoolExecutor(min(len(resolvers), _AT_ONCE)) as threads:
        return tuple(threads.map(lambda resolver: _ask(resolver, name, question, refusal, without), resolvers))


def _ask(
    resolver: Resolver, name: Hostname, question: Question, refusal: str, without: ProbeAnswer | None
) -> ProbeAnswer:
    try:
        answer = resolver.resolve(name, "AAAA" if ":" in refusal and not question.is_innocent else "A")
    except ResolverUnavailableError as error:
        return _unavailable(resolver, name, question, error, is_control=False)
    return _told(resolver, name, question, _meaning(answer, refusal, question, without), answer, is_control=False)


def _meaning(answer: Answer, refusal: str, question: Question, without: ProbeAnswer | None) -> Finding:
    if answer.records and refusal not in answer.records:
        return Finding.RESOLVED
    if answer.records:
        return Finding.REFUSED  # the block page's address
    if answer.response_code not in ("NXDOMAIN", "NOERROR"):
        return Finding.UNAVAILABLE  # SERVFAIL and the like prove neither a block nor its absence
    if without is None:  # of its control names the operator says that they are there
        told = question is Question.CONTROL or not question.is_innocent
    elif without.finding is Finding.ABSENT:
        return Finding.ABSENT
    else:
        told = without.finding is not Finding.UNAVAILABLE or not question.is_innocent
    # Where nobody says that an innocent name is there at all, as many parents are not, no harm is known.
    return Finding.REFUSED if told else Finding.UNAVAILABLE


def _told(
    resolver: Resolver, name: Hostname, question: Question, finding: Finding, answer: Answer, *, is_control: bool
) -> ProbeAnswer:
    return ProbeAnswer(
        resolver=resolver.label,
        is_control=is_control,
        hostname=name,
        question=question,
        finding=finding,
        response_code=answer.response_code,
        records=answer.records,
        extended_errors=tuple(f"{code} {text}".strip() for code, text in answer.extended_errors),
        elapsed_ms=answer.elapsed_ms,
    )


def _unavailable(
    resolver: Resolver, name: Hostname, question: Question, error: ResolverUnavailableError, *, is_control: bool
) -> ProbeAnswer:
    return ProbeAnswer(
        resolver=resolver.label,
        is_control=is_control,
        hostname=name,
        question=question,
        finding=Finding.UNAVAILABLE,
        response_code=str(error.fields.get("problem", "no answer"))[:20],
        records=(),
        extended_errors=(),
        elapsed_ms=0.0,
    )

"""What a site's robots.txt allows (RFC 9309): unreachable means no, missing means yes.

In: the answer to ``/robots.txt``. Out: whether a path may be read. Never: an exception; a file that is no robots.txt
allows everything, as the RFC has it.
"""

from urllib.robotparser import RobotFileParser

MAX_CHARACTERS = 500_000  # RFC 9309, 2.5


def may_read(status: int, text: str, agent: str, url: str) -> bool:
    """Whether `agent` may read `url`. `status` is that of robots.txt, 0 where nothing answered."""
    if 400 <= status < 500 or 200 <= status < 300:
        if status >= 400:
            return True
        rules = RobotFileParser()
        rules.parse(text[:MAX_CHARACTERS].splitlines())
        return rules.can_fetch(agent, url)
    return False

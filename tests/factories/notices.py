"""What a notice says of an order."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from rempart.referrals.contracts import Grounds, Sender

SENDER = Sender(organisation="Hotline H", desk_url="https://rempart.example/desk")


def make_grounds(case_id: UUID, hostname: str, now: datetime, **other: Any) -> Grounds:
    """Grounds of a notice about `hostname`; `other` names what differs from the usual."""
    usual: dict[str, Any] = {
        "order_id": UUID(int=3),
        "url": f"https://{hostname}/",
        "server": "192.0.2.7",
        "exhibit_sha256": "ab" * 32,
        "captured_at": now,
        "stamped_at": None,
        "legal_basis": "Act A, article 6-1",
        "expires_at": now + timedelta(days=30),
        "reasons": (),
    }
    return Grounds(case_id=case_id, hostname=hostname, **(usual | other))

"""Identifiers: UUIDs of version 7 (RFC 9562), so that rows sort by the time they were made."""

from datetime import datetime
from uuid import UUID, uuid4


def new_id(now: datetime) -> UUID:
    """A UUID of version 7: 48 bits of milliseconds from `now`, the rest random."""
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    random_bits = uuid4().int & ((1 << 80) - 1)
    value = (milliseconds << 80) | random_bits
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)

"""Lists of refused names in the forms that resolvers and filters read: response policy zones and six others.

In: entries (a name, whether its subdomains too, what to answer), a heading.
Out: lines of text, streamed and byte-stable: the same entries give the same bytes, in whatever order they came.
Never: an address to block, a name that would refuse more than was ordered, a file.
"""

from rempart.engines.zonefile.difference import Difference, compare, is_newer, next_serial
from rempart.engines.zonefile.entries import (
    PASS,
    Answer,
    Entry,
    Heading,
    NameTooLongError,
    PolicyTriggerError,
    UnknownAnswerError,
    check_owner,
    drop_covered,
    parse_answer,
    sort_entries,
)
from rempart.engines.zonefile.formats import FORMATS, ListFormat, UnknownFormatError, get_format, write_list
from rempart.engines.zonefile.rpz import Zone, record_data, rpz_lines

__all__ = [
    "FORMATS",
    "PASS",
    "Answer",
    "Difference",
    "Entry",
    "Heading",
    "ListFormat",
    "NameTooLongError",
    "PolicyTriggerError",
    "UnknownAnswerError",
    "UnknownFormatError",
    "Zone",
    "check_owner",
    "compare",
    "drop_covered",
    "get_format",
    "is_newer",
    "next_serial",
    "parse_answer",
    "record_data",
    "rpz_lines",
    "sort_entries",
    "write_list",
]

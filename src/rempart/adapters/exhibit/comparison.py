"""An exhibit of a comparison: its record and the same to read and print in each language, in the container of captures.

Sealed as a capture is (`sealing`): the seal needs a manifest and nothing else of a WACZ.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from rempart.adapters.exhibit.check_script import CHECK_SCRIPT
from rempart.adapters.exhibit.container import write_zip
from rempart.adapters.exhibit.packaging import (
    DIGEST_FILE,
    MANIFEST,
    SOFTWARE,
    describe_resource,
    write_digest_file,
)
from rempart.ports.sealing import Package

PROFILE = "rempart-comparison/1"


def write_comparison(record: bytes, pages: Mapping[str, bytes], *, title: str, at: datetime) -> Package:
    """The exhibit without a seal. `pages` are HTML by language; `at` is when it was made."""
    files = {
        "comparison/record.json": record,
        **{f"comparison/comparison.{language}.html": page for language, page in pages.items()},
        "evidence/check.sh": CHECK_SCRIPT.encode(),
    }
    content = {
        "profile": PROFILE,
        "title": title,
        "created": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": SOFTWARE,
        "resources": [describe_resource(name, files[name]) for name in sorted(files)],
    }
    manifest = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    digest = hashlib.sha256(manifest).hexdigest()
    files[MANIFEST] = manifest
    files[DIGEST_FILE] = write_digest_file(digest)
    return Package(content=write_zip(files, at), manifest_sha256=digest)

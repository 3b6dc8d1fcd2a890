"""A Parquet file that was cut off is told as such, in words, to those who screen names and who read pages."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.utils.translation import override

from rempart.adapters.hostname_files import HostnameFile
from rempart.adapters.page_files import PageFiles
from rempart.kernel.errors import RempartError
from rempart.web import words


def _cut(folder: Path, left: int) -> str:
    whole, cut = folder / "whole.parquet", folder / "cut.parquet"
    pq.write_table(pa.table({"url": ["https://a.example/"] * 99, "html": ["<p>a"] * 99}), whole)
    content = whole.read_bytes()
    cut.write_bytes(content[: left if left > 0 else len(content) + left])
    return str(cut)


@pytest.mark.parametrize("left", [6, 60, -1])
def test_a_parquet_file_that_was_cut_off_is_told_so_in_french(tmp_path: Path, left: int) -> None:
    with pytest.raises(RempartError) as names:
        list(HostnameFile(_cut(tmp_path, left)).blocks())
    with pytest.raises(RempartError) as pages:
        list(PageFiles().split_collection(_cut(tmp_path, left)))
    with override("fr"):
        for raised in (names, pages):
            assert "sa fin manque" in words.sentence(raised.value)
            assert "arquet magic" not in words.sentence(raised.value)

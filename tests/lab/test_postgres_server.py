import pytest

from rempart.lab.postgres import PostgresServer

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("needs_postgresql")]


def test_the_cluster_answers_over_tcp_with_its_password_and_over_its_socket() -> None:
    psycopg = pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    with PostgresServer() as server:
        assert server.query("SELECT 1") == "1"
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT current_database()").fetchone() == ("rempart",)
        wrong = server.url.replace(server.password, "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)

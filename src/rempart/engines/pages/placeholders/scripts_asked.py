"""Whether a page only asks that its reader let scripts run: what else it would say, nobody who reads it as it was
sent can know.

In: what is seen, line by line. Out: the line that asks. A word of scripts stands beside one of need or of turning on,
in some forty languages, and hardly another line says more; a site that names itself so says that much.
"""

from collections.abc import Sequence

from rempart.engines.pages.words.text import words_of
from rempart.engines.pages.words.word_tables import WordTable

MOST = 60  # words of a page that only asks for scripts …
_OTHERS = 4  # … and words beside that, as its name
_SCRIPTS = frozenset({"javascript", "javascripts", "جاوااسکریپت", "جافاسكريبت", "ג'אווהסקריפט", "джаваскрипт"})
_NEEDED_TEXT = """
    enabl need requir turn allow activ aktiv habilit activ désactiv abilit attiv ativ nécess requier requis erforder
    benötig vereist inschakel nodig włącz wymag povol zapn vyžad engedélyez kapcsol szüks porneșt permite neces
    включ требу разреш нужен необходим увімкн потріб необхідн разреш изиск укљу потреб omogući uključ potreb vklop
    omogoč etkin gerek slå= påslage aktivera krävs kræves kreves tarvit ottakää salli lubage vajal įjun būtin ieslēdz
    nepiecieš ενεργοπ απαιτ bật= aktifkan diperlukan memerlukan dayakan تفعيل تمكين يتطلب فعال הפעל נדרש disabled=
    support unterstütz desabilit désactivé
"""
_NEEDED = WordTable(_NEEDED_TEXT, "启用 啟用 开启 開啟 需要 有効 必要 활성 필요 เปิดใช้ सक्षम")


def asks_for_scripts(blocks: Sequence[str], size: int) -> str:
    """The line of `blocks`, of `size` words in all, that asks for scripts, "" where others say more."""
    if not 0 < size <= MOST:
        return ""
    lines = [words_of(block) for block in blocks]
    of_scripts = [line for line in lines if not _SCRIPTS.isdisjoint(line)]
    asked = next((line for line in of_scripts if _NEEDED.speaks(line)), None)
    if asked is None or size - sum(map(len, of_scripts)) > _OTHERS + sum(map(len, of_scripts)) // 2:
        return ""
    return " ".join(asked)[:60]

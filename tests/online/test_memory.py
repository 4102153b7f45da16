"""What was answered is kept, each name and item by itself, with the time; offline nothing else is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.online import Api, Guest
from tests.online.conftest import Time
from tests.online.wiki import wiki

Made = Callable[..., Guest]


def test_what_was_answered_is_not_asked_again_in_whatever_company(guest: Made, time: Time) -> None:
    with wiki() as server:
        with Api(guest(), server.url, hands=time.hands) as api:
            first = api.by_name(["Tripoli", "Raqqa"])
        asked = len(server.asked)
        with Api(guest(), server.url, hands=time.hands) as api:
            assert api.by_name(["Raqqa"]) == {"Raqqa": first["Raqqa"]}
            assert api.by_name(["Raqqa", "Tripoli"]) == first
        assert len(server.asked) == asked


def test_what_is_old_is_asked_again_and_the_time_of_retrieval_is_kept(guest: Made, time: Time) -> None:
    with wiki() as server:
        api = Api(guest(max_age=timedelta(days=7)), server.url, hands=time.hands)
        before = api.documents(["Q858"])["Q858"].retrieved
        time.at += 6 * 86400
        assert api.documents(["Q858"])["Q858"].retrieved == before
        time.at += 2 * 86400
        assert api.documents(["Q858"])["Q858"].retrieved == before + timedelta(days=8)
        assert len(server.asked) == 2


def test_the_newest_answer_tells_when_a_run_knew(guest: Made, time: Time) -> None:
    with wiki() as server:
        api = Api(guest(), server.url, hands=time.hands)
        assert api.retrieved == ""
        api.documents(["Q858"])
        time.at += 3600
        api.documents(["Q858"])
        assert api.retrieved == "2023-11-14T22:13:20Z"
        api.documents(["Q796"])
        assert api.retrieved == "2023-11-14T23:13:20Z"


def test_other_languages_and_other_servers_have_answers_of_their_own(guest: Made, time: Time) -> None:
    with wiki() as server, wiki() as other:
        english = Api(guest(), server.url, hands=time.hands).by_qid(["Q858"])["Q858"]
        french = Api(guest(languages=("fr", "en")), server.url, hands=time.hands).by_qid(["Q858"])["Q858"]
        assert (english.label, french.label) == ("Syria", "Syrie")
        assert Api(guest(), other.url, hands=time.hands).by_qid(["Q858"]) == {"Q858": english}
        assert other.asked


def test_offline_the_cache_alone_answers_without_a_contact(guest: Made, time: Time) -> None:
    with wiki() as server:
        online = Api(guest(), server.url, hands=time.hands).by_name(["Tripoli"])
        asked = len(server.asked)
        time.at += 400 * 86400
        api = Api(guest(offline=True, contact=None), server.url, hands=time.hands)
        assert api.by_name(["Tripoli", "Raqqa"]) == online
        assert api.unanswered == {"Raqqa": "it was not asked before, and this run is offline"}
        assert len(server.asked) == asked


def test_a_run_that_was_ended_goes_on_where_it_was(guest: Made, time: Time) -> None:
    class Killed(BaseException):
        pass

    names = ["Tripoli", "Raqqa", "Aleppo"]
    with wiki() as server:
        full = Api(guest(), server.url, hands=time.hands).by_name(names)
        whole = len(server.asked)

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if len(time.waits) == 3:
            raise Killed

    with wiki() as server:
        time.waits.clear()
        api = Api(guest(), server.url, hands=time.hands._replace(sleep=sleep))
        with pytest.raises(Killed):
            api.by_name(names)
        assert Api(guest(), server.url, hands=time.hands).by_name(names) == full
        assert len(server.asked) == whole


def test_a_cache_that_is_none_is_told(guest: Made, tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_text("this is no database at all, but a text of some length" * 20)
    with pytest.raises(StoreError, match=r"the cache cannot be used.*name another with --cache, or delete it"):
        Api(guest())

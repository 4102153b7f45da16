"""A guest says who asks, takes its time, waits as it is told, and leaves a server alone that does not answer."""

from __future__ import annotations

import email.utils
import gzip
import json
import socket
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from kg.errors import NoContact
from kg.online import Api, Endpoint, Guest, contact
from tests.online.conftest import Time
from tests.online.serving import Asked, Reply, serving
from tests.online.wiki import said, wiki

Made = Callable[..., Guest]
BUSY = Reply(b"later", 503, "text/plain")
MAXLAG = {"error": {"code": "maxlag", "info": "Waiting for db1: 7.4 seconds lagged.", "lag": 7.4}}


def later(seconds: str, status: int = 429) -> Reply:
    return Reply(b"Too many requests", status, "text/plain", (("Retry-After", seconds),))


# -- who asks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [Endpoint, Api])
def test_without_a_contact_nothing_is_asked_and_the_remedy_is_told(source: type[Api], guest: Made) -> None:
    with pytest.raises(NoContact, match=r"add --contact you@example\.org, or set KG_CONTACT in the environment"):
        source(guest(contact=None))


@pytest.mark.parametrize(
    "nobody", ["", "me", "none of your business", "a@b", "x@y.org\r\nX-Evil: 1", "jürgen@example.org"]
)
def test_a_contact_at_which_nobody_can_be_reached_is_none(nobody: str, guest: Made) -> None:
    with pytest.raises(NoContact, match="KG_CONTACT"):
        Api(guest(contact=nobody))


def test_the_contact_comes_from_the_option_or_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CONTACT", raising=False)
    assert contact() is None
    monkeypatch.setenv("KG_CONTACT", "env@example.org")
    assert (contact(), contact("option@example.org")) == ("env@example.org", "option@example.org")


def test_each_request_tells_product_version_and_contact_and_takes_packed_answers(guest: Made, time: Time) -> None:
    with wiki() as server:
        Api(guest(), server.url, hands=time.hands).by_qid(["Q858"])
        assert server.asked
        for asked in server.asked:
            assert asked.headers["User-Agent"].startswith("conflict-kg/")
            assert "(reader@example.org)" in asked.headers["User-Agent"]
            assert asked.headers["Accept-Encoding"] == "gzip"
            assert asked.fields["maxlag"] == "5"


# -- how often ---------------------------------------------------------------------------------------------------------


def test_at_most_one_request_a_second(guest: Made, time: Time) -> None:
    with wiki() as server:
        Api(guest(), server.url, hands=time.hands).by_name(["Tripoli", "Raqqa"])
        assert len(server.asked) > 3
    assert time.waits == [1.0] * (len(server.asked) - 1)


def test_the_pace_can_be_set(guest: Made, time: Time) -> None:
    with wiki() as server:
        Api(guest(interval=2.5), server.url, hands=time.hands).by_name(["Tripoli", "Raqqa"])
    assert set(time.waits) == {2.5}


# -- bad days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(status: int, guest: Made, time: Time) -> None:
    with wiki(later("7", status), later("9", status)) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q858"])
    assert time.waits == [7.0, 9.0]


def test_a_date_to_come_back_at_is_understood(guest: Made, time: Time) -> None:
    with wiki(later(email.utils.formatdate(time.at + 30, usegmt=True))) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q858"])
    assert time.waits == [30.0]


def test_a_date_that_is_over_is_no_reason_to_hurry(guest: Made, time: Time) -> None:
    with wiki(later(email.utils.formatdate(time.at - 30, usegmt=True))) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q858"])
    assert time.waits == [1.0]


@pytest.mark.parametrize("header", ["", "soon", "-5"])
def test_without_a_time_the_waits_grow_and_differ(header: str, guest: Made, time: Time) -> None:
    time.chance = 0.5
    with wiki(later(header), later(header), later(header)) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q858"])
    assert time.waits == [1.5, 3.0, 6.0]


def test_lag_that_is_told_with_status_200_is_waited_for(guest: Made, time: Time) -> None:
    lag = Reply(json.dumps(MAXLAG).encode(), headers=(("Retry-After", "5"),))
    with wiki(lag, said(MAXLAG)) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q858"])
    assert time.waits == [5.0, 2.0]


def test_a_long_wait_is_told_and_not_waited_for(guest: Made, time: Time) -> None:
    lines: list[str] = []
    with wiki(later("3600")) as server:
        api = Api(guest(), server.url, tell=lines.append, hands=time.hands)
        assert api.documents(["Q858", "Q796"]) == {}
        assert api.documents(["Q822"]) == {}
        assert len(server.asked) == 1
        assert set(api.unanswered) == {"Q858", "Q796", "Q822"}
        time.at += 3601
        assert api.documents(["Q822"])
    assert len(lines) == 1
    assert "asks to wait for 3600 seconds; run the same command again later: what was answered is kept" in lines[0]
    assert time.waits == []


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"Sorry, too many of you", media_type="text/plain"), "answers with text/plain instead of JSON: Sorry"),
        (Reply(b"<html>sign in</html>", media_type="text/html"), "answers with text/html instead of JSON"),
        (Reply(b"Sorry"), "its answer is no JSON"),
        (Reply(b"[]"), "its answer is no object"),
        (Reply(b"too much", 500, "text/plain"), "answers with status 500: too much"),
        (said({}), "another form than Wikidata's"),
        (said({"entities": ["Q858"]}), "another form than Wikidata's"),
        (said({"entities": {"Q16": {"id": "Q16"}}}), "another form than Wikidata's"),
        (said({"entities": {"Q858": 5}}), "another form than Wikidata's"),
        (said({"entities": {"Q858": {"id": "Q858", "claims": {"P31": 5}}}}), "another form than Wikidata's"),
        (said({"entities": {"Q858": {"labels": {}}}}), "another form than Wikidata's"),
        (said({"error": "no"}), "another form than Wikidata's"),
        (
            said({"error": {"code": "no-such-entity", "info": "Could not find it"}}),
            "the error no-such-entity: Could not",
        ),
        (Reply(b"{}", headers=(("Content-Encoding", "br"),)), "packed as br"),
    ],
)
def test_what_is_no_answer_is_told_and_not_asked_again(reply: Reply, reason: str, guest: Made, time: Time) -> None:
    with wiki(reply) as server:
        api = Api(guest(), server.url, hands=time.hands)
        assert api.documents(["Q858"]) == {}
        assert len(server.asked) == 1
        assert reason in api.unanswered["Q858"]
        assert api.documents(["Q858"])
        assert api.unanswered == {}


@pytest.mark.parametrize("found", [None, 5, [5], {"Q858": {}}])
def test_a_search_that_finds_no_list_is_no_search_that_finds_nothing(found: object, guest: Made, time: Time) -> None:
    with serving(lambda _: said({"search": found, "query": {"search": found}})) as server:
        api = Api(guest(), server.url, hands=time.hands)
        assert api.by_name(["Raqqa"]) == {}
        assert api.by_geonames([170592]) == {}
        assert set(api.unanswered) == {"Raqqa", "170592"}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b'{"entities": {', length=500),
        Reply(gzip.compress(b'{"entities": {}}')[:-9], headers=(("Content-Encoding", "gzip"),)),
        Reply(b"not packed", headers=(("Content-Encoding", "gzip"),)),
        Reply(wait=2.0),
    ],
    ids=["cut off", "packed, cut off", "not packed", "hang"],
)
def test_what_breaks_off_or_hangs_is_asked_again(reply: Reply, guest: Made, time: Time) -> None:
    with wiki(reply) as server:
        assert Api(guest(timeout=0.5), server.url, hands=time.hands).documents(["Q858"])
        assert len(server.asked) == 2


def test_a_packed_answer_is_unpacked(guest: Made, time: Time) -> None:
    body = gzip.compress(json.dumps({"entities": {"Q5": {"id": "Q5", "labels": {}}}}).encode())
    with wiki(Reply(body, headers=(("Content-Encoding", "gzip"),))) as server:
        assert Api(guest(), server.url, hands=time.hands).documents(["Q5"])["Q5"].body["id"] == "Q5"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_followed(status: int, guest: Made, time: Time) -> None:
    with wiki() as there:
        moved = Reply(
            b"", status, "text/plain", (("Location", f"{there.url}?action=wbgetentities&ids=Q858&props=claims"),)
        )
        with wiki(moved) as here:
            assert Api(guest(), here.url, hands=time.hands).documents(["Q858"])
        assert there.asked[0].headers["User-Agent"].startswith("conflict-kg/")


def test_a_circle_of_redirects_ends(guest: Made, time: Time) -> None:
    with serving(lambda asked: Reply(b"", 302, "text/plain", (("Location", asked.path),))) as server:
        api = Api(guest(), server.url, hands=time.hands)
        assert api.documents(["Q858"]) == {}
        assert "redirects more than 5 times" in api.unanswered["Q858"]


def test_a_posted_query_is_posted_to_where_it_is_sent(guest: Made, time: Time, endpoint_url: str) -> None:
    def moved(asked: Asked) -> Reply:
        question = f"?{urlencode(asked.fields)}" if asked.method == "GET" else ""
        return Reply(b"", 302, "text/plain", (("Location", endpoint_url + question),))

    with serving(moved) as server:
        endpoint = Endpoint(guest(), server.url, hands=time.hands)
        assert (
            len(endpoint.by_name(["Tripoli", *(f"Nobody of the name {each}" * 3 for each in range(39))])["Tripoli"])
            == 3
        )
        assert [asked.method for asked in server.asked] == ["POST", "GET", "GET", "GET"]


def test_a_server_that_cannot_be_reached_is_told(guest: Made, time: Time) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    api = Api(guest(), f"http://127.0.0.1:{port}/w/api.php", hands=time.hands)
    assert api.by_name(["Tripoli"]) == {}
    assert "cannot be reached" in api.unanswered["Tripoli"]


# -- when to stop ------------------------------------------------------------------------------------------------------


def test_after_repeated_failure_the_server_is_left_alone(guest: Made, time: Time) -> None:
    lines: list[str] = []
    with serving(lambda _: BUSY) as server:
        api = Api(guest(), server.url, tell=lines.append, hands=time.hands)
        assert api.by_name(["Tripoli", "Raqqa", "Aleppo", "Baghdad"]) == {}
        assert len(server.asked) == 6
        assert set(api.unanswered) == {"Tripoli", "Raqqa", "Aleppo", "Baghdad"}
    assert len(lines) == 1
    assert "it is not asked any more after 6 failures in a row; the last: it is busy (status 503)" in lines[0]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_server_that_refuses_us_is_left_alone_at_once(status: int, guest: Made, time: Time) -> None:
    lines: list[str] = []
    with serving(lambda _: Reply(b"Please read our policy", status, "text/plain")) as server:
        api = Api(guest(), server.url, tell=lines.append, hands=time.hands)
        assert api.by_name(["Tripoli", "Raqqa"]) == {}
        assert len(server.asked) == 1
    assert f"it refuses to answer (status {status}: Please read our policy)" in lines[0]
    assert set(api.unanswered) == {"Tripoli", "Raqqa"}


def test_after_a_rest_the_server_is_tried_once_more(guest: Made, time: Time) -> None:
    lines: list[str] = []
    with wiki(*[BUSY] * 7) as server:
        api = Api(guest(), server.url, tell=lines.append, hands=time.hands)
        assert api.documents(["Q858"]) == api.documents(["Q796"]) == {}
        time.at += 301
        assert api.documents(["Q858"]) == {}
        assert (len(server.asked), len(lines)) == (7, 2)
        time.at += 301
        assert set(api.documents(["Q858", "Q796"])) == {"Q858", "Q796"}


def test_one_success_makes_up_for_failures(guest: Made, time: Time) -> None:
    bad = [later("1")] * 3
    with wiki(*bad) as server:
        api = Api(guest(), server.url, hands=time.hands)
        for qid in ("Q858", "Q796", "Q822"):
            assert api.documents([qid])
            server.bad_days.extend(bad)


def test_where_one_of_a_batch_is_too_much_the_others_are_answered(guest: Made, time: Time) -> None:
    refused = said({"error": {"code": "no-such-entity", "info": "Could not find an entity with the ID Q8."}})
    with wiki(refused, refused) as server:
        api = Api(guest(), server.url, hands=time.hands)
        assert set(api.documents(["Q858", "Q796", "Q822", "Q1016"])) == {"Q858", "Q796", "Q822", "Q1016"}
        assert [asked.fields["ids"].count("Q") for asked in server.asked] == [4, 2, 1, 1, 2]

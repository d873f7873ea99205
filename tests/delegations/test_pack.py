"""The pack: who gets which papers, in which version, and what kind of PDF they are."""

import re
from urllib.parse import unquote

import pytest

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import AuditEntry
from arena.delegations.guest_links import guest_token
from arena.delegations.models import DelegationState, DeskCard
from arena.delegations.pack.drawing import draw
from arena.delegations.pack.kinds import Paper
from arena.delegations.queries.links import list_links
from arena.delegations.queries.pack import read_pack
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.building import remove_item
from arena.delegations.services.linking import renew_link
from arena.delegations.services.printing import render
from arena.delegations.services.releasing import release as release_to_guests
from arena.web.downloads import disposition
from arena.web.languages import speak
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import make_delegation, somebody
from tests.delegations.pack_cast import make_pack, release


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


def facts_of(pdf):
    """What a reader of a PDF is told of it: only what is not packed can be looked for."""
    assert pdf.startswith(b"%PDF-1.7")
    return {
        "tagged": b"/MarkInfo<</Marked true" in pdf and b"/StructTreeRoot" in pdf,
        "standard": b"<pdfuaid:part>1</pdfuaid:part>" in pdf,
        "language": re.search(rb"/Lang\((\w\w-\w\w)\)/StructTreeRoot", pdf)[1].decode(),
        "title": re.search(rb'xml:lang="x-default"[^>]*>([^<]+)<', pdf)[1].decode(),
        "shows_title": b"/DisplayDocTitle true" in pdf,
        "pages": len(re.findall(rb"/Type/Page\b(?!s)", pdf)),
    }


def test_each_paper_is_tagged_pdf_in_its_language(app):
    with db.transaction():
        delegation = make_pack(people=8)
    pack = read_pack(delegation)
    whole = facts_of(render(pack, list(Paper), "sv"))
    assert whole == {
        "tagged": True,
        "standard": True,
        "language": "sv-SE",
        "title": "Mapp – City of Aldermoor",
        "shows_title": True,
        "pages": 9,
    }
    badges = facts_of(render(pack, [Paper.BADGES], "en"))
    assert (badges["language"], badges["pages"], badges["standard"]) == ("en-GB", 1, True)
    assert badges["title"] == "Name badges – City of Aldermoor"


def test_names_in_the_scripts_of_east_asia_have_their_letters(app):
    with db.transaction():
        delegation = make_pack(people=10)
    printed = facts_of(render(read_pack(delegation), [Paper.BADGES, Paper.PLACE_CARDS], "en"))
    assert printed["standard"], "The fonts of noto-cjk-sans-jp-regular are missing: make install"


def test_what_no_font_has_a_letter_for_is_printed_all_the_same(app):
    with db.transaction():
        delegation = make_pack(people=1)
        delegation.name = "#panic(1) ] $x$ \u0378 \x07"  # Source, no letter of any script, a bell.
    printed = facts_of(render(read_pack(delegation, is_draft=True), [Paper.SIGN], "en"))
    assert (printed["tagged"], printed["standard"], printed["pages"]) == (True, False, 1)


def test_guests_get_what_was_released_and_staff_the_draft_marked_as_one(app):
    with db.transaction():
        delegation = make_pack(people=1, is_released=False)
    assert read_pack(delegation).is_draft
    with db.transaction():
        release(delegation)
        remove_item(list_items(delegation)[1], by=somebody())
    released, draft = read_pack(delegation), read_pack(delegation, is_draft=True)
    with speak("en"):
        papers = [draw(each, Paper.PROGRAMME) for each in (released, draft)]
        sheet = draw(released, Paper.RUN_SHEET)
    rows = [[row["title"] for row in paper["days"][0]["rows"]] for paper in papers]
    assert [paper["draft"] for paper in papers] == [None, "DRAFT"]
    assert papers[0]["version"].startswith("Version 1, released Tue 24 November 2026")
    assert ("Welcome" in rows[0], "Welcome" in rows[1]) == (True, False)
    assert "changed since" in sheet["notes"][0]
    gone = sheet["days"][0]["rows"][1]
    assert (gone["title"], gone["staff_note"]) == ("Welcome", "This has been taken out since.")


def test_a_programme_tells_guests_times_and_staff_whom_to_call(app):
    with db.transaction():
        pack = read_pack(make_pack(people=3))
        moved = next(each for each in pack.items.values() if each.title_sv == "Välkomsttal")
        moved.parties[0].asked_place = "Gasklockan"
    with speak("sv"):
        programme, sheet = (draw(pack, each) for each in (Paper.PROGRAMME, Paper.RUN_SHEET))
        cards = draw(pack, Paper.PARTICIPANTS)["people"]
    visit = programme["days"][0]["rows"][4]
    assert (visit["time"], visit["theirs"]) == ("10.02–11.02", "9.02–10.02")
    assert visit["leg"] == "Dessförinnan 12 min till fots"
    assert visit["hosts"] == []  # She has not said yes, and is not promised to the guests.
    assert programme["contacts"][0]["phone"] == "070-174 06 07"
    assert "staff_note" not in visit
    asked = sheet["days"][0]["rows"][4]["parties"][0]
    assert (asked["phone"], asked["state"]) == ("070-174 06 09", "(Tillfrågad)")
    elsewhere = sheet["days"][0]["rows"][1]["parties"][0]
    assert elsewhere["state"] == "(Har tackat ja till en annan tid eller plats)"
    assert moved in pack.unconfirmed
    assert [row["buffer"] for row in sheet["days"][0]["rows"]][:5] == [""] * 5
    assert "Rådjursstigen 1" in sheet["days"][0]["rows"][0]["place"]
    assert "Ingång från gården" not in str(sheet)
    assert sheet["needs"][1] == "Mat: 3 × Veganskt"
    assert [call["phone"] for call in sheet["calls"]][-2:] == ["070-174 06 06", "112"]
    assert [(each["number"], each["lang"]) for each in cards] == [
        ("1", None),
        ("2", None),
        ("3", "ar"),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pack_says_what_is_missing_and_leads_to_each_paper(app, client, language):
    with db.transaction():
        whole, empty = make_pack(people=2), make_delegation()
        alice = make_user(language=language)
    sign_in(client, alice)
    page = client.get(f"/staff/delegations/{whole.reference}/pack").text
    links = re.findall(rf'href="(/staff/delegations/{whole.reference}/pack/[^"]+)"', page)
    assert len(links) == 1 + 2 * (2 * len(Paper) + 1) + 2  # To write, A3 too, all in one.
    for link in links:
        if not link.split("?")[0].endswith(".pdf"):
            assert client.get(link).status_code == 200, link
    page = client.get(f"/staff/delegations/{empty.reference}/pack").text
    for words in {
        "sv": ("Inga deltagare än", "Ingen dagansvarig"),
        "en": ("No participants yet", "No day lead"),
    }[language]:
        assert words in page
    assert client.get(f"/staff/delegations/{empty.reference}/pack/badges/sv").status_code == 404


def test_files_have_names_and_nobody_keeps_them(app, client):
    with db.transaction():
        delegation = make_pack(people=1)
        alice, rolf = make_user(), make_user("Rolf Rapport", Role.ANALYST)
    address = f"/staff/delegations/{delegation.reference}/pack/place_cards/sv.pdf"
    assert client.get(address).status_code == 302
    assert sign_in(client, rolf).get(address).status_code == 403
    answer = sign_in(client, alice).get(address)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    told = answer.headers["Content-Disposition"]
    assert unquote(told.split("UTF-8''")[1]) == "Placeringskort – City of Aldermoor (sv).pdf"
    for wrong in ("place_cards/fi.pdf", "menu/sv.pdf", "menu/sv"):
        found = client.get(address.replace("place_cards/sv.pdf", wrong))
        assert found.status_code == 404


def test_guests_take_the_released_programme_along_by_their_link(app, client):
    with db.transaction():
        delegation, by = make_pack(people=1, is_released=False), somebody()
    with db.transaction():
        release_to_guests(delegation, is_known=True, by=by)
        remove_item(list_items(delegation)[0], by=by)
    link = list_links(delegation)[0]
    address = f"/en/delegation/{guest_token(link)}"
    assert f"{address}/programme.pdf" in client.get(address).text
    answer = client.get(f"{address}/programme.pdf")
    assert facts_of(answer.data)["title"] == "Programme – City of Aldermoor"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    with db.transaction():
        renew_link(link, by=by)
    assert client.get(f"{address}/programme.pdf").status_code == 404


def test_a_file_is_called_what_a_file_can_be_called():
    told = disposition('Körschema – A/S "Å" \u202efdp.exe\r\n.pdf')
    assert "\r" not in told
    plain, encoded = told.split("; filename*=UTF-8''")
    assert plain == 'attachment; filename="Korschema - A-S -A- -fdp.exe-.pdf"'
    assert unquote(encoded) == "Körschema – A-S -Å- -fdp.exe-.pdf"


def test_what_staff_write_on_a_desk_card_is_printed_and_in_the_trail(app, client):
    with db.transaction():
        delegation, alice = make_delegation(), make_user(language="en")
    address = f"/staff/delegations/{delegation.reference}/pack/desk-card"
    typed = {"forms_of_address": "My Lord Mayor", "customs": "", "version": delegation.version}
    assert sign_in(client, alice).post(address, data=typed).status_code == 302
    with speak("en"):
        parts = draw(read_pack(delegation), Paper.DESK_CARD)["parts"]
    assert ["My Lord Mayor"] in [part["paragraphs"] for part in parts]
    assert ("Country", "United Kingdom · Storbritannien") in parts[1]["facts"]
    assert ("Difference", "London is 1 h behind us") in parts[2]["facts"]
    (line,) = db.session.query(AuditEntry).filter_by(action="delegations.write_desk_card")
    assert "Mayor" not in str(line.detail)
    again = client.post(address, data={**typed, "customs": "Tea"})
    assert (again.status_code, "Somebody else changed" in again.text) == (400, True)
    with db.transaction():
        delegation.state = DelegationState.DECLINED
        typed["version"] = delegation.version
    assert client.post(address, data=typed).status_code == 400
    assert db.session.get(DeskCard, delegation.id).customs == ""

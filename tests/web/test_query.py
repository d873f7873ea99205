"""What stands in an address is asked for again as it is, and steers nothing else."""

import pytest

from arena import db
from tests.cast import make_user, sign_in
from tests.networks.cast import join, make_network, make_organisation, make_partner

OWN_WORDS = ("slug=other", "endpoint=x", "lang=en", "_method=PUT", "_anchor=x", "_external=1")


@pytest.mark.parametrize("words", OWN_WORDS)
def test_no_query_breaks_a_page_or_leads_elsewhere(app, words):
    with db.transaction():
        make_user()
        partner = make_partner(make_organisation())
        network = make_network()
        join(network, partner)
    page = sign_in(app.test_client(), partner.user).get(
        f"/partner/networks/{network.slug}/members?{words}&q=Norr"
    )
    assert page.status_code == 200
    assert f'href="/partner/networks/{network.slug}/members.xlsx?q=Norr"' in page.text
    public = app.test_client().get(f"/sv/networks/{network.slug}?{words}&q=Norr")
    assert public.status_code == 200
    assert f'href="/en/networks/{network.slug}?q=Norr"' in public.text

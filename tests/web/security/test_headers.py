"""What pages allow a browser."""

from unisono.web.security.headers import CONTENT_SECURITY_POLICY, SECURITY_HEADERS


def test_nothing_is_loaded_from_elsewhere_and_no_text_of_a_page_runs() -> None:
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules["default-src"] == "'none'" and rules["script-src"] == "'self'" and rules["style-src"] == "'self'"
    assert rules["base-uri"] == rules["frame-ancestors"] == "'none'" and rules["form-action"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY and "*" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_browsers_name_the_origin_of_our_own_forms_and_tell_nobody_else() -> None:
    # Under no-referrer the origin of a form is "null", and the guard refuses it.
    assert SECURITY_HEADERS["referrer-policy"] == "same-origin"


def test_nothing_is_guessed_framed_or_indexed() -> None:
    assert SECURITY_HEADERS["x-content-type-options"] == "nosniff"
    assert SECURITY_HEADERS["x-frame-options"] == "DENY"
    assert SECURITY_HEADERS["cross-origin-resource-policy"] == "same-origin"

"""Names, numbers and mail domains of organisations, folded so that the same body looks the same."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Mailboxes that anybody may have say nothing about where their owner works.
FREE_MAIL = frozenset(
    {
        "aol.com", "bahnhof.se", "bredband.net", "comhem.se", "fastmail.com", "free.fr",
        "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "home.se", "hotmail.com",
        "hotmail.se", "icloud.com", "laposte.net", "libero.it", "live.com", "live.se", "mac.com",
        "mail.com", "mail.ru", "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com",
        "outlook.se", "pm.me", "proton.me", "protonmail.com", "qq.com", "spray.se", "swipnet.se",
        "t-online.de", "tele2.se", "telia.com", "web.de", "yahoo.com", "yahoo.de", "yahoo.se",
        "yandex.com", "ymail.com", "163.com",
    }
)  # fmt: skip

# What a name says about the form of a body, not about which body it is.
_FORMS = frozenset(
    """
    ab aktiebolag publ hb kb handelsbolag kommanditbolag stiftelsen stiftelse
    ltd limited inc incorporated llc llp plc corp corporation company co gmbh mbh ag kg ug se ev
    oy oyj ry as asa aps a s is sa sas sarl srl spa bv nv
    kommun kommunen kommune stad staden city town municipality council stadt gemeinde comune ville
    ciudad ayuntamiento gemeente
    the of and och und et y di de la le der am
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# One letter in Sweden's alphabet each; the neighbours write two of them otherwise.
_KEPT = frozenset("åäö")
_NORDIC = str.maketrans({"æ": "ä", "ø": "ö", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_JOINING = re.compile(r"['’`´.]")  # noqa: RUF001 - the signs that people type for an apostrophe
_WORD = re.compile(r"[^\W_]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_UNSAFE = re.compile(r"[\s<>\"'`\\^{}|]")
_LONGEST_ADDRESS = 300
_SWEDISH_VAT = re.compile(r"SE(\d{10})01")


def name_key(name: str) -> str:
    """Return a name folded for comparing: lower case, no punctuation, no form of the body.

    “Norrskär Energi AB (publ)” and “NORRSKÄR ENERGI” become the same; å, ä and ö stay apart from a
    and o, since they tell Swedish names apart, while é becomes e. A name of nothing but such words
    keeps them. Folding twice changes nothing.
    """
    folded = _base_letters(unicodedata.normalize("NFKC", name).casefold().translate(_NORDIC))
    words = _WORD.findall(_JOINING.sub("", folded))
    telling = [word for word in words if word not in _FORMS]
    return " ".join(telling or words)[:160].rstrip()


def normalise_number(number: str, country: str) -> str:
    """Return an identity number as it is stored: ten digits for a Swedish one, else capitals.

    A Swedish one is read with or without hyphen, with the century prefix 16, or out of a VAT
    number. It is not checked here.
    """
    text = "".join(c for c in number.upper() if c.isalnum())
    if country != "SE":
        return text
    if vat := _SWEDISH_VAT.fullmatch(text):
        return vat[1]
    return text[2:] if len(text) == 12 and text.startswith("16") else text


def core_number(number: str) -> str:
    """Return what two numbers share that are written for one country and for the whole union.

    “SE402001000701” is the VAT number of 402001-0007; elsewhere too it begins with the country.
    """
    if vat := _SWEDISH_VAT.fullmatch(number):
        return vat[1]
    return number[2:] if number[:2].isalpha() and number[2:].isdigit() else number


def folded_name(name: str) -> str:
    """Return a person's name folded for comparing: its words in the order of the alphabet."""
    folded = _base_letters(unicodedata.normalize("NFKC", name).casefold().translate(_NORDIC))
    return " ".join(sorted(_WORD.findall(_JOINING.sub("", folded))))


def shown_number(number: str | None, country: str) -> str:
    """Return a stored number as people write it: NNNNNN-NNNN in Sweden."""
    if not number:
        return ""
    return f"{number[:6]}-{number[6:]}" if country == "SE" and len(number) == 10 else number


def normalise_domain(domain: str) -> str:
    """Return the mail domain in what a person typed: an address, a web address, or the domain."""
    text = domain.strip().lower().rpartition("@")[2]
    text = text.partition("//")[2] or text
    return text.partition("/")[0].removeprefix("www.").strip(".")


def web_address(text: str) -> str | None:
    """Return a web address in full, "" for none, or None for what is no address of a page.

    Only http and https: whatever else a browser would open stays out.
    """
    typed = text.strip()
    if not typed:
        return ""
    whole = typed if _SCHEME.match(typed) else f"https://{typed}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return None
    labels = host.split(".")
    is_host = len(labels) > 1 and all(label.replace("-", "a").isalnum() for label in labels)
    is_plain = parts.scheme in ("http", "https") and "@" not in parts.netloc
    fits = len(whole) <= _LONGEST_ADDRESS and not _UNSAFE.search(whole)
    return whole if is_host and is_plain and fits else None


def telling_domains(email: str) -> list[str]:
    """Return the domains of an address that may belong to an organisation, the longest first.

    Empty for mailboxes that anybody may have.
    """
    domain = email.rpartition("@")[2].lower().strip(".")
    labels = domain.split(".")
    domains = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    return [] if FREE_MAIL & set(domains) else domains


def key_ranges(key: str, length: int = 3) -> list[tuple[str, str]]:
    """Return half-open ranges of keys that begin as one of the key's words does.

    An index answers for them, so that only keys which may be similar are looked at closely.
    """
    beginnings = sorted({word[:length] for word in key.split()})
    return [(start, start[:-1] + chr(ord(start[-1]) + 1)) for start in beginnings]


def _base_letters(text: str) -> str:
    """Take the accents off letters, except where they make a letter of its own."""
    return "".join(
        c if c in _KEPT else "".join(p for p in _decomposed(c) if not unicodedata.combining(p))
        for c in unicodedata.normalize("NFC", text)
    )


def _decomposed(character: str) -> str:
    return unicodedata.normalize("NFD", character)

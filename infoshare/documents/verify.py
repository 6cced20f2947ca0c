"""Is this file as Infoshare made it? It needs Python and `cryptography`, and nothing else of Infoshare; no network.

    python -m infoshare.documents.verify FILE [--key KEY]

FILE is a sealed PDF, an export of the log, or an anchor. KEY is the installation's public key in a file, or its
fingerprint (64 hex digits), as it was given to you. Ends with 0 where FILE is intact, 2 where it was altered (and names
the first bad thing), 3 where it is nothing that can be checked. docs/chain.md and docs/seal.md say what is read here.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, cast

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding

LOG, ANCHOR = "infoshare-audit/1", "infoshare-anchor/1"
BEGINNING = "00" * 32
# Tags and object identifiers, as DER writes them; and where each hash stands in the names of RSA with it.
INTEGER, OCTETS, OID, SEQUENCE, SET, TAGGED = 0x02, 0x04, 0x06, 0x30, 0x31, 0xA0
SIGNED_DATA, DATA = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701")
CONTENT_TYPE, MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010903"), bytes.fromhex("2a864886f70d010904")
TIMESTAMP, TIMESTAMP_INFO = bytes.fromhex("2a864886f70d010910020e"), bytes.fromhex("2a864886f70d0109100104")
HASHES = {
    bytes.fromhex(f"60864801650304020{at}"): kind
    for at, kind in enumerate((hashlib.sha256, hashlib.sha384, hashlib.sha512), start=1)
}
# What reading raises where something is not as it must be.
BAD = (ValueError, LookupError, TypeError, AttributeError, RecursionError, UnsupportedAlgorithm, x509.InvalidVersion)
MOST = 10  # certificates of one signature
SIZES = {"sha256": "0b", "sha384": "0c", "sha512": "0d"}


class Altered(Exception):
    """What is wrong with the first thing that is."""


class Unreadable(Exception):
    """Nothing that this can check."""


def check(file: Path, key: str = "") -> str:
    """What the file is and by whom it is signed. Raises Altered or Unreadable."""
    with file.open("rb") as opened:
        start = opened.read(1024)
    kinds = {b"%PDF-": pdf, canonical({"format": LOG}): log, b'{"anchor":': lone_anchor}
    for begins, read in kinds.items():
        if start.startswith(begins):
            try:
                what, signer = read(file)
            except InvalidSignature:
                raise Altered("The signature does not fit what it signs.") from None
            except BAD:
                raise Altered("The signature, or what it signs, can't be read.") from None
            return f"Intact: {what}, signed with the key {known(signer, key)}."
    raise Unreadable("This is no PDF, no export of the log and no anchor.")


def known(signer: Any, key: str) -> str:
    """The signer's fingerprint. Raises Altered where another key was expected."""
    der = signer.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    fingerprint = hashlib.sha256(der).hexdigest()
    if key and fingerprint != key.strip().lower():
        raise Altered(f"It is signed with the key {fingerprint}, not with the one you gave.")
    return fingerprint


def canonical(value: Any) -> bytes:
    """RFC 8785, of what there is here: text, whole numbers, true, false and null, under names in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def log(file: Path) -> tuple[str, Any]:
    """How many events, and whose key signed how their chains end."""
    chains: dict[int, dict[str, Any]] = {}
    with file.open("rb") as opened:
        lines = enumerate(opened, start=1)
        _must(next(lines)[1] == canonical({"format": LOG}) + b"\n")
        for number, line in lines:
            if line.startswith(b'{"anchor":'):
                break
            _event(number, line, chains)
        else:
            raise Altered("The file ends before its anchor.")
        if opened.read(1) or not line.endswith(b"\n"):
            raise Altered(f"Line {number} is not the end of the file, as an anchor is.")
    anchor, signer = signed(line[:-1])
    ends = {each["organisation"]: each for each in anchor["chains"]}
    empty = {number: _stand(number, 0, BEGINNING) for number in ends}
    for organisation, end in {**empty, **chains}.items():
        if ends.get(organisation) != end or [each for each in ends if each in chains] != list(chains):
            raise Altered(f"The chain of organisation {organisation} does not end as the anchor says.")
    return f"a log of {sum(end['count'] for end in chains.values())} events", signer


def _stand(organisation: int, sequence: int, last: str) -> dict[str, Any]:
    return {"count": sequence, "hash": last, "organisation": organisation, "sequence": sequence}


def _event(number: int, line: bytes, chains: dict[int, dict[str, Any]]) -> None:
    """One more link: it names the hash of the line before it."""
    try:
        said = json.loads(line)
        organisation, sequence, previous = said["organisation"], said["sequence"], said["previous"]
        last = chains.get(organisation) or _stand(organisation, 0, BEGINNING)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Altered(f"Line {number} is no event.") from None
    goes_on = organisation not in chains or organisation == next(reversed(chains))
    if sequence != last["sequence"] + 1 or previous != last["hash"] or line[-1:] != b"\n" or not goes_on:
        raise Altered(f"Line {number} does not follow the event before it of organisation {organisation}.")
    chains[organisation] = _stand(organisation, sequence, hashlib.sha256(line[:-1]).hexdigest())


def lone_anchor(file: Path) -> tuple[str, Any]:
    anchor, signer = signed(file.read_bytes().removesuffix(b"\n"))
    return f"the anchor of {anchor['at']}", signer


def signed(line: bytes) -> tuple[dict[str, Any], Any]:
    """What an anchor says, and the public key it is signed with."""
    whole = json.loads(line)
    anchor, signer = whole["anchor"], cast("Any", serialization.load_pem_public_key(whole["key"].encode()))
    form = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    if canonical(whole) != line or signer.public_bytes(*form).decode() != whole["key"] or anchor["format"] != ANCHOR:
        raise Altered("The anchor is not written as an anchor is.")
    order = [each["organisation"] for each in anchor["chains"]]
    if order != sorted(set(order)):
        raise Altered("The chains of the anchor are not in the order of their organisations.")
    signer.verify(_raw(whole["signature"]), canonical(anchor), ec.ECDSA(hashes.SHA256()))
    if more := set(whole) - {"anchor", "key", "signature"}:
        _must(more == {"timestamp"})
        _timestamp(_raw(whole["timestamp"]), canonical(anchor))
    return anchor, signer


def _raw(text: str) -> bytes:
    """Base64 can write the same bytes in more ways than one."""
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise Altered("A signature is not written as a signature is.")
    return raw


def pdf(file: Path) -> tuple[str, Any]:
    """The public key of the seal, which covers every byte of the file but its own."""
    whole = file.read_bytes()
    found = re.findall(rb"/ByteRange ?\[(\d+) (\d+) (\d+) (\d+)\s*\]", whole)
    if len(found) != 1:
        raise Altered("The PDF has no seal that can be read, or more than one.")
    first, length, second, rest = map(int, found[0])
    if first != 0 or second + rest != len(whole) or not length < second:
        raise Altered("The seal does not cover the whole PDF: something was added to it or cut off.")
    padded = bytes.fromhex(whole[length + 1 : second - 1].decode())
    seal = _nodes(padded, partly=True)[0].raw
    if whole[length:second] != b"<" + (seal + bytes(len(padded) - len(seal))).hex().upper().encode() + b">":
        raise Altered("The seal is not written as a seal is.")
    return "a PDF", _signer(seal, DATA, lambda content: whole[:length] + whole[second:])


class Node(NamedTuple):
    """One piece of DER: its tag, what it holds, and both as they are written."""

    tag: int
    body: bytes
    raw: bytes


def _nodes(raw: bytes, *tags: int, partly: bool = False) -> list[Node]:
    """The pieces, one behind the other: of these tags, where some are given, and as DER writes them."""
    found, at = list[Node](), 0
    while at < len(raw) and not (partly and found):
        size, begin = raw[at + 1], at + 2
        if size >= 0x80:
            begin += size - 0x80
            size = int.from_bytes(raw[at + 2 : begin], "big")
            _must(size >= 0x80 and raw[at + 2] != 0)
        _must(begin + size <= len(raw))
        found.append(Node(raw[at], raw[begin : begin + size], raw[at : begin + size]))
        at = begin + size
    _must(not tags or [each.tag for each in found[: len(tags)]] == list(tags))
    return found


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("a part that is not as it must be")


def _signer(raw: bytes, kind: bytes, content_of: Callable[[bytes], bytes]) -> Any:
    """The public key of a CMS signature (RFC 5652) that fits, and every part of which is as it must be.

    `content_of` gives what is signed, from what the signature itself holds. Raises ValueError or InvalidSignature.
    """
    [outer] = _nodes(raw, SEQUENCE)
    oid, inside = _nodes(outer.body, OID, TAGGED)
    [data] = _nodes(inside.body, SEQUENCE)
    version, algorithms, content, certificates, signers = _nodes(data.body, INTEGER, SET, SEQUENCE, TAGGED, SET)
    [one] = _nodes(signers.body, SEQUENCE)
    own, issuer, algorithm, said, way, signature, *outside = _nodes(
        one.body, INTEGER, SEQUENCE, SEQUENCE, TAGGED, SEQUENCE, OCTETS
    )
    held_kind, *held = _nodes(content.body, OID)
    _must(oid.body == SIGNED_DATA and held_kind.body == kind and algorithms.body == algorithm.raw)
    _must(own.body == b"\1" and version.body == (b"\1" if kind == DATA else b"\3"))
    attributes = {}
    for each in _nodes(said.body):
        name, values = _nodes(each.body, OID, SET)
        attributes[name.body] = values.body
    covered = content_of(_nodes(_nodes(held[0].raw, TAGGED)[0].body, OCTETS)[0].body if held else b"")
    digest = HASHES[algorithm.body[2:11]](covered)
    _must(algorithm.body[:2] == b"\6\x09" and algorithm.body[11:] in {b"", b"\5\0"})
    _must(attributes[CONTENT_TYPE] == held_kind.raw)
    _must(attributes[MESSAGE_DIGEST] == bytes([OCTETS, digest.digest_size]) + digest.digest())
    certificate = _certificate([each.raw for each in _nodes(certificates.body)], issuer)
    der = certificate.public_bytes(serialization.Encoding.DER)
    old = hashlib.sha1(der, usedforsecurity=False).digest()  # as older authorities name their certificate
    _must(hashlib.sha256(der).digest() in said.raw or (kind == TIMESTAMP_INFO and old in said.raw))
    _verify(certificate.public_key(), way, digest.name, signature.body, bytes([SET]) + said.raw[1:])
    for more in outside:  # a time stamp of the signature, which is signed itself
        [stamp] = _nodes(_nodes(more.raw, 0xA1)[0].body, SEQUENCE)
        name, values = _nodes(stamp.body, OID, SET)
        _must(name.body == TIMESTAMP)
        _timestamp(values.body, signature.body)
    return certificate.public_key()


def _certificate(raws: list[bytes], issuer: Node) -> x509.Certificate:
    """Whose it is: alone, or with all above it, of which each is signed by the next and the topmost by itself."""
    _must(len(raws) <= MOST)
    there = [x509.load_der_x509_certificate(raw) for raw in raws]
    for each in there:
        issuers = [above for above in there if above.subject == each.issuer]
        _must(len(issuers) == 1 or len(there) == 1)
        for above in issuers:
            each.verify_directly_issued_by(above)
    name, serial = _nodes(issuer.body, SEQUENCE, INTEGER)
    number = int.from_bytes(serial.body, "big")
    [own] = [each for each in there if each.issuer.public_bytes() == name.raw and each.serial_number == number]
    return own


def _verify(key: Any, way: Node, digest: str, signature: bytes, said: bytes) -> None:
    """By the algorithm that the signature names: ECDSA, or RSA with PKCS #1 v1.5."""
    chosen = getattr(hashes, digest.upper())()
    if isinstance(key, ec.EllipticCurvePublicKey):
        _must(way.body == bytes.fromhex(f"06082a8648ce3d04030{2 + list(SIZES).index(digest)}"))
        key.verify(signature, said, ec.ECDSA(chosen))
    else:
        _must(way.body.hex() in {f"06092a864886f70d0101{place}0500" for place in (SIZES[digest], "01")})
        key.verify(signature, said, padding.PKCS1v15(), chosen)


def _timestamp(token: bytes, of: bytes) -> None:
    """RFC 3161: an authority signed the hash of this, and the moment."""

    def stamped(info: bytes) -> bytes:
        [inside] = _nodes(info, SEQUENCE)
        [algorithm, digest] = _nodes(_nodes(inside.body, INTEGER, OID, SEQUENCE)[2].body, SEQUENCE, OCTETS)
        _must(HASHES[algorithm.body[2:11]](of).digest() == digest.body)
        return info

    _signer(token, TIMESTAMP_INFO, stamped)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verify", description="Is this file as Infoshare made it?")
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", default="", help="the installation's public key in a file, or its fingerprint")
    asked = parser.parse_args(arguments)
    try:
        said, code = check(asked.file, expected(asked.key)), 0
    except Altered as found:
        said, code = f"Altered: {found}", 2
    except (Unreadable, OSError) as found:
        said, code = f"Unreadable: {found}", 3
    sys.stdout.write(f"{said}\n")
    return code


def expected(key: str) -> str:
    if not key or re.fullmatch("[0-9a-fA-F]{64}", key):
        return key
    try:
        public = serialization.load_pem_public_key(Path(key).read_bytes())
    except ValueError:
        raise Unreadable("KEY is neither a public key nor a fingerprint.") from None
    return known(public, "")


if __name__ == "__main__":
    sys.exit(main())

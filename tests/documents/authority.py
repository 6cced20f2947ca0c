"""A time-stamp authority of the test's own, on loopback: it answers what RFC 3161 asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from infoshare.documents.seal import FROM, UNTIL

DER = serialization.Encoding.DER


def _certificate(name: str, key: rsa.RSAPrivateKey, above: tuple[str, rsa.RSAPrivateKey], *, stamps: bool) -> bytes:
    who, by = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, above[0]))
    made = x509.CertificateBuilder(by, who, key.public_key(), x509.random_serial_number(), FROM, UNTIL)
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(above[1], hashes.SHA256()).public_bytes(DER)


def _stamper(whole: bool) -> DummyTimeStamper:
    """Like most, it sends the certificate above its own along, but not the topmost; unless `whole`."""
    own, middle, top = (rsa.generate_private_key(65537, 2048) for _ in range(3))
    above = [
        _certificate("Middle", middle, ("Top", top), stamps=False),
        *([_certificate("Top", top, ("Top", top), stamps=False)] if whole else []),
    ]
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([asn1_x509.Certificate.load(each) for each in above])
    private = own.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(_certificate("Authority", own, ("Middle", middle), stamps=True)),
        tsa_key=keys.PrivateKeyInfo.load(private),
        certs_to_embed=store,
        include_nonce=True,
    )


@contextmanager
def authority(*, whole: bool = False) -> Iterator[str]:
    """Its address."""
    stamper = _stamper(whole)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()

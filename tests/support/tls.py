"""Certificates for tests, made by the openssl command; without it, tests that need them are skipped."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

_CONFIG = """
[ca]
default_ca = test
[test]
database = {folder}/index
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:news.example,IP:127.0.0.1
basicConstraints = critical,CA:TRUE
"""


def certificate(folder: Path, until: str = "20991231000000Z") -> Path:
    """A file with a key and its self-signed certificate for news.example and 127.0.0.1."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl here")
    config, key, request, made = (folder / name for name in ("config", "key", "request", "made.pem"))
    config.write_text(_CONFIG.format(folder=folder))
    (folder / "index").touch()
    a_request = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    a_request += ["-keyout", str(key), "-out", str(request), "-subj", "/CN=test"]
    signed = ["ca", "-selfsign", "-batch", "-notext", "-config", str(config), "-keyfile", str(key)]
    signed += ["-in", str(request), "-out", str(made), "-startdate", "20200101000000Z", "-enddate", until]
    for arguments in (a_request, signed):
        subprocess.run([openssl, *arguments], check=True, capture_output=True, cwd=folder)
    made.write_bytes(key.read_bytes() + made.read_bytes())
    return made


def serving(made: Path) -> ssl.SSLContext:
    """What a server needs that has the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    return context


def trusting(made: Path) -> ssl.SSLContext:
    """What a client needs that believes it."""
    return ssl.create_default_context(cafile=str(made))

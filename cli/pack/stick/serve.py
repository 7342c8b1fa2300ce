"""Serves the folder "page" beside this file at http://localhost:PORT/, to this machine only."""

import http.server
import pathlib
import sys

PORT = int(sys.argv[1])
PAGE = pathlib.Path(__file__).resolve().parent / "page"
HEADERS = [
    line.split(": ", 1)
    for line in (PAGE.parent / "headers.txt").read_text(encoding="utf8").splitlines()
]
TYPES = {
    "": "application/octet-stream",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the page, with the headers that let models use several cores."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES

    def __init__(self, *args):
        super().__init__(*args, directory=str(PAGE))

    def end_headers(self):
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    # Otherwise two of them could share the port on some systems.
    allow_reuse_address = sys.platform != "win32"


try:
    server = Server(("127.0.0.1", PORT), Handler)
except OSError as error:
    sys.exit(f"Port {PORT} is taken: close what uses it, perhaps another Dissensus, and start again. ({error})")
print(f"Dissensus is at http://localhost:{PORT}/ until this window is closed.", flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass

#!/bin/sh
# Starts Dissensus with what this system has: python3, else perl, else node. Nothing is installed.
cd "$(dirname "$0")" || exit 1
port=@PORT@

# After a moment for the server to start.
(sleep 1; if command -v xdg-open >/dev/null; then xdg-open "http://localhost:$port/"; else open "http://localhost:$port/"; fi) >/dev/null 2>&1 &

# On a Mac without the developer tools python3 is only an offer to install them.
if python3 -c '' >/dev/null 2>&1; then exec python3 serve.py $port; fi
if command -v perl >/dev/null; then exec perl serve.pl $port; fi
if command -v node >/dev/null; then exec node serve.mjs $port; fi
echo 'None of python3, perl and node is here; one of them is needed to serve the page.' >&2
exit 1

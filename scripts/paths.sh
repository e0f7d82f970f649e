# Sourced by the scripts beside it: stands at the project's root, and finds its own Node first.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.tools/node_modules/node/bin:$PWD/.tools/node_modules/.bin:$PATH"

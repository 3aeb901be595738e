#!/bin/sh
# sh tests/benchmarks/scripts/pandoc_both.sh PANDOC PYTHON FONTS FOLDER
# A Word file and, by Typst, a PDF of text.md in FOLDER, each step a process of its own.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
pandoc=$1 python=$2 fonts=$3
cd "$4"
"$pandoc" -f markdown-smart text.md -o pandoc.docx
"$pandoc" -s -f markdown-smart text.md -o pandoc.typ
exec "$python" "$here/typst_pdf.py" "$fonts" pandoc.typ

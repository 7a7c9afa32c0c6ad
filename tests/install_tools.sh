#!/bin/sh
# Installs the programs that tests call beside Python's libraries: tesseract, which reads words in pictures.
# Where that is not possible, says what to type; the tests of that program then fail.
set -u
command -v tesseract >/dev/null 2>&1 && exit 0
as_root=""
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && as_root="sudo -n"
fi
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || [ -n "$as_root" ]; }; then
	$as_root apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive \
		$as_root apt-get install -qq -y --no-install-recommends tesseract-ocr >/dev/null
fi
command -v tesseract >/dev/null 2>&1 || echo "tesseract is not installed, so the tests that read words in pictures will fail." \
	"On Debian and Ubuntu: sudo apt-get install tesseract-ocr" >&2
exit 0

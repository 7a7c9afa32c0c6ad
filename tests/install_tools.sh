#!/bin/sh
# Installs the programs that tests call beside Python's libraries: tesseract, which reads words in pictures, Chromium, in
# which the pages of the workbench are walked, openssl and ssh-keygen, by which evidence packs are checked, Pango, with
# which reports are laid out as PDF, and Java, on which Spark runs.
# Where that is not possible, says what to type; the tests of that program then fail.
set -u
have_tesseract() { command -v tesseract >/dev/null 2>&1; }
have_browser() {
	for browser in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$browser" >/dev/null 2>&1 && return 0
	done
	return 1
}
have_pango() { ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 && ldconfig -p | grep -q libharfbuzz-subset; }
have_java() { command -v java >/dev/null 2>&1 || [ -x "${JAVA_HOME:-/nowhere}/bin/java" ]; }
wanted=""
have_tesseract || wanted="tesseract-ocr"
have_browser || wanted="$wanted chromium"
command -v openssl >/dev/null 2>&1 || wanted="$wanted openssl"
command -v ssh-keygen >/dev/null 2>&1 || wanted="$wanted openssh-client"
have_pango || wanted="$wanted libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
have_java || wanted="$wanted openjdk-17-jre-headless"
[ -z "$wanted" ] && exit 0
as_root=""
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null && as_root="sudo -n"
fi
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || [ -n "$as_root" ]; }; then
	$as_root apt-get update -qq >/dev/null
	for package in $wanted; do # one by one: what one cannot have, the other need not lack
		DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends "$package" >/dev/null
	done
fi
have_tesseract || echo "tesseract is not installed, so the tests that read words in pictures will fail." \
	"On Debian and Ubuntu: sudo apt-get install tesseract-ocr" >&2
have_browser || echo "No Chromium is installed, so the tests that walk the workbench in a browser will fail." \
	"On Debian: sudo apt-get install chromium; elsewhere install Chromium or Google Chrome" >&2
have_pango || echo "Pango is not installed, so the tests of reports as PDF will fail." \
	"On Debian and Ubuntu: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core" >&2
have_java || echo "Java is not installed, so the tests of the engine spark will fail." \
	"On Debian and Ubuntu: sudo apt-get install openjdk-17-jre-headless" >&2
for program in openssl ssh-keygen; do
	command -v "$program" >/dev/null 2>&1 || echo "$program is not installed, so the tests of evidence packs will fail." \
		"On Debian and Ubuntu: sudo apt-get install openssl openssh-client" >&2
done
exit 0

"""The script inside every exhibit: a second way to check it, with `sha256sum` and `openssl` and nothing of ours."""

CHECK_SCRIPT = r"""#!/bin/sh
# Checks an unpacked exhibit with sha256sum and openssl alone (coreutils, OpenSSL 3).
#
#   unzip EXHIBIT.wacz -d exhibit
#   sh exhibit/evidence/check.sh --key KEY.pem --roots ROOTS.pem
#
# KEY.pem is the public key that the sealing organisation publishes (PEM, or 64 hex digits), ROOTS.pem the root
# certificates of the timestamp authority, got from the authority itself. Neither may come out of the exhibit:
# whoever forges an exhibit puts fitting ones inside. Without them the script says what it could not check.
# Ends with 0 if everything that was checked holds, else 1; with 2 if it was not given what it can use.

set -u
key="" roots="" trusted="" failed=0
misused() { echo "$1" >&2; exit 2; }
der() { openssl pkey -pubin -in "$1" -outform DER 2>/dev/null | od -An -v -tx1 | tr -d ' \n'; }
while [ $# -gt 0 ]; do
    case "$1" in
        --key | --roots) [ $# -gt 1 ] && [ -f "$2" ] && [ -r "$2" ] || misused "$1 needs a file that can be read." ;;
        *) misused "unknown option $1" ;;
    esac
    case "$1" in --key) key=$(realpath "$2") ;; *) roots=$(realpath "$2") ;; esac
    shift 2
done
if [ -n "$key" ]; then
    if LC_ALL=C tr -d '[:space:]' < "$key" | LC_ALL=C grep -Eqx '[0-9A-Fa-f]{64}'; then
        trusted=302a300506032b6570032100$(tr -d '[:space:]' < "$key" | tr A-F a-f)
    else
        trusted=$(der "$key")
    fi
    [ -n "$trusted" ] || misused "$key holds no public key (PEM, or 64 hex digits)."
fi
[ -z "$roots" ] || openssl x509 -in "$roots" -noout 2>/dev/null || misused "$roots holds no certificate in PEM."
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

say() { printf '%-13s %s\n' "$1" "$2"; [ "$1" = FAILED ] && failed=1; return 0; }
verify() { openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$2" -sigfile "$3" >/dev/null 2>&1; }
stamped() {
    token_file=$1 moment=$(date -u -d "$2" +%s); shift 2
    openssl ts -verify -data seal/statement -in "$token_file" -CAfile "$work/trusted" -attime "$moment" "$@" \
        >/dev/null 2>"$work/why"
}
digest() { openssl dgst -sha256 -binary "$1" > "$work/digest"; }

if [ ! -f seal/statement ]; then
    say FAILED "This exhibit is unsealed: there is no seal/statement."
    exit 1
fi

# 1. Every file has the hash that the list states, and no file is there that the list does not name.
if sha256sum --strict --quiet -c seal/sums >"$work/sums" 2>&1; then
    say passed "Every listed file has its hash."
else
    say FAILED "A file does not have its hash:"; cat "$work/sums"
fi
find . -type f ! -path ./seal/sums ! -path ./seal/sums-signature | sed 's|^\./||' | LC_ALL=C sort > "$work/found"
cut -c67- seal/sums | LC_ALL=C sort > "$work/listed"
if cmp -s "$work/found" "$work/listed"; then
    say passed "Nothing is here that the list does not name."
else
    say FAILED "Files and list differ:"; diff "$work/found" "$work/listed"
fi

# 2. The statement names this manifest, and the sealing key signed both the statement and the list.
manifest=$(sha256sum < datapackage.json | cut -c1-64)
if grep -q "\"manifest\":\"$manifest\"" seal/statement; then
    say passed "The sealed statement names this manifest."
else
    say FAILED "The sealed statement names another manifest."
fi
for name in statement sums; do
    signature=seal/signature; [ "$name" = sums ] && signature=seal/sums-signature
    digest "seal/$name"
    if verify seal/public-key "$work/digest" "$signature"; then
        say passed "The key inside signed the $name."
    else
        say FAILED "The key inside did not sign the $name."
    fi
done
if [ -z "$key" ]; then
    say "not possible" "Whose key it is: no --key was given."
elif [ "$trusted" = "$(der seal/public-key)" ]; then
    say passed "It is the key that you trust."
else
    say FAILED "It is not the key that you trust."
fi

# 3. The timestamps are over the statement, by an authority under the roots that you trust, judged at their own
#    time: a certificate may have expired since. Lists of revoked certificates that were kept beside count.
found=no
for token in seal/timestamp-*; do
    [ -f "$token" ] || continue
    found=yes
    at=$(openssl ts -reply -in "$token" -text 2>/dev/null | sed -n 's/^Time stamp: //p')
    if [ -z "$roots" ]; then
        say "not possible" "$token (says $at): no --roots were given."
        continue
    fi
    cp "$roots" "$work/trusted"
    sed -n '/BEGIN X509 CRL/,/END X509 CRL/p' "seal/revocation-${token##*-}" >> "$work/trusted" 2>/dev/null
    if stamped "$token" "$at" -crl_check; then
        say passed "$token: the statement existed at $at."
        say passed "$token: its certificate was not on the list of revoked ones that is kept beside it."
    elif grep -q "unable to get certificate CRL" "$work/why" && stamped "$token" "$at"; then
        say passed "$token: the statement existed at $at."
        say "not possible" "$token: whether its certificate was revoked; no list of its issuer is kept."
    else
        say FAILED "$token does not hold under these roots:"; grep -o 'Verify error:.*' "$work/why"
    fi
done
[ "$found" = no ] && say "not possible" "There is no timestamp: the time rests on the sealing machine's clock."
exit $failed
"""

/** Thirty lines as build scripts have them: every common construct once or twice. */
export const SCRIPT = String.raw`#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(node -p "require('./package.json').version")
target="dist/app-$version"
mkdir -p "$target" logs
for file in src/*.ts lib/**/*.ts; do
  case $file in
    *.test.ts) continue ;;
    *.d.ts | *.gen.ts) cp "$file" "$target/" ;;
    *) npx esbuild "$file" --outdir="$target" --log-level=warning ;;
  esac
done
if [[ -n "$CI" && $version != *-dev ]]; then
  git tag -a "v$version" -m "Release $version" && git push origin "v$version"
fi
cat > "$target/BUILD" <<EOF
version: $version
built: $(date -u +%FT%TZ) by $USER
EOF
while read -r name size; do
  printf '%-20s %s\n' "$name" "$size"
done < <(du -a "$target" | sort -rn | head -5)
tar czf "$target.tar.gz" -C dist "app-$version" 2>> logs/build.log || {
  echo "packing failed" >&2
  exit 1
}
curl -fsS -T "$target.tar.gz" "https://files.example.org/$version/" | tee -a logs/upload.log
test -f "$target.tar.gz" && ls -lh -- "$target.tar.gz"
echo "done: $target ($((SECONDS / 60)) min)"
`;

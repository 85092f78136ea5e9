/** The policy `writ init` writes: small, commented, with a test for each thing it promises. */
export const STARTER = `writ 1
layer user
use std

# What an agent may do without asking.
allow read ./**
allow edit ./src/**, ./test/**, ./docs/**
allow run {
  git (status|log|diff|show|branch) **
  npm (test|run (lint|build|test)) **
}

# What a person decides.
ask run git push        because "a push is reviewed"
ask edit ./package.json because "dependencies are reviewed"

# What never happens.
deny run rm -r -f             instead "remove single files by name"
deny read **/.env*, ~/.ssh/** because "secrets stay secret" locked

# Everything else asks.
default ask

test "what this policy promises" {
  git status                            => allow
  npm test                              => allow
  git push origin main                  => ask because "a push is reviewed"
  git status && git push --force        => ask
  rm -fr build                          => deny
  cat .env                              => deny because "secrets stay secret"
  write ./package.json                  => ask
  curl https://example.org              => ask
}
`;

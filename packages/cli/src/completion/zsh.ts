import type { Command } from '../command.ts';
import { flagOf } from '../flags.ts';
import { firstWords, flagsOf } from './values.ts';

/** Completion for zsh, to be sourced or put into `fpath` as `_writ`. */
export function zshScript(commands: readonly Command[]): string {
  return `#compdef writ
_writ() {
  local -a commands flags first
  local files=
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
    'help:say how it is used'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case $words[2] in
${commands.map(commandCase).join('\n')}
    help) _describe command commands; return ;;
  esac
  if [[ $words[CURRENT] == -* ]]; then
    _describe option flags
  else
    (( CURRENT != 3 || \${#first} == 0 )) || compadd -a first
    [[ -z $files ]] || _files
  fi
}
if [[ $funcstack[1] == _writ ]]; then _writ "$@"; else compdef _writ writ; fi
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function commandCase(command: Command): string {
  const flags = flagsOf(command).map(({ name }) => quoted(`--${name}:${flagOf(name).summary.replaceAll(':', '\\:')}`));
  const files = command.operands === 'files' ? ' files=1' : '';
  return `    ${command.name}) flags=(${flags.join(' ')}) first=(${firstWords(command).join(' ')})${files} ;;`;
}

function valueCases(command: Command): readonly string[] {
  return flagsOf(command).flatMap(({ name, values }) => {
    if (values.kind === 'none') return [];
    const found =
      values.kind === 'files'
        ? '_files; '
        : values.kind === 'folders'
          ? '_files -/; '
          : values.kind === 'words'
            ? `compadd ${values.words.join(' ')}; `
            : '';
    return [`    "${command.name} --${name}") ${found}return ;;`];
  });
}

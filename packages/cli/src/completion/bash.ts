import type { Command } from '../command.ts';
import { firstWords, flagsOf } from './values.ts';

/** Completion for bash 3.2 and later. */
export function bashScript(commands: readonly Command[]): string {
  return `# bash completion for writ
_writ() {
  local IFS=$'\\n'
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  local flags= first= files=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W $'${[...commands.map(({ name }) => name), 'help', '--help', '--version'].join('\\n')}' -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(commandCase).join('\n')}
    help) first=$'${commands.map(({ name }) => name).join('\\n')}' ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *)
      [ "$COMP_CWORD" -ne 2 ] || COMPREPLY=($(compgen -W "$first" -- "$word"))
      [ -z "$files" ] || COMPREPLY=($(compgen -f -- "$word"))
      ;;
  esac
}
complete -o filenames -F _writ writ
`;
}

function commandCase(command: Command): string {
  const flags = flagsOf(command).map(({ name }) => `--${name}`);
  const files = command.operands === 'files' ? ' files=1' : '';
  return `    ${command.name}) flags=$'${flags.join('\\n')}' first=$'${firstWords(command).join('\\n')}'${files} ;;`;
}

function valueCases(command: Command): readonly string[] {
  return flagsOf(command).flatMap(({ name, values }) => {
    if (values.kind === 'none') return [];
    const found =
      values.kind === 'files'
        ? 'compgen -f'
        : values.kind === 'folders'
          ? 'compgen -d'
          : values.kind === 'words'
            ? `compgen -W $'${values.words.join('\\n')}'`
            : undefined;
    const reply = found === undefined ? '' : `COMPREPLY=($(${found} -- "$word")); `;
    return [`    "${command.name} --${name}") ${reply}return ;;`];
  });
}

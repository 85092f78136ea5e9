import type { CommandItem, CommandPattern, HostPattern, PathPattern, TextPattern } from '@writ/engine';
import { assertNever } from '../assert-never.ts';
import { literalOf } from '../compile/text.ts';
import { printText } from './text.ts';

/** A command pattern, word by word. */
export const printCommand = (command: CommandPattern): string => command.map(printItem).join(' ');

function printItem(item: CommandItem): string {
  switch (item.kind) {
    case 'rest':
      return '**';
    case 'word':
      return printText(item.word);
    case 'oneOf':
      return `(${item.options.map(printCommand).join('|')})`;
    case 'optional':
      return `[${printCommand(item.items)}]`;
    default:
      return assertNever(item);
  }
}

/** A path pattern from its anchor on. */
export function printPath({ anchor, path }: PathPattern): string {
  switch (anchor) {
    case 'workspace':
      return path.length === 0 ? '.' : printText(path, './');
    case 'root':
      return printText(path, '/');
    case 'home':
      return path.length === 0 ? '~' : printText(path, '~/');
    case 'any':
      return isEverything(path) ? '**' : printText(path, '**/');
    case 'credential':
      return printText(path, 'credential:');
    default:
      return assertNever(anchor);
  }
}

function isEverything(path: TextPattern): boolean {
  const [only] = path;
  return path.length === 1 && typeof only === 'object' && 'wild' in only && only.wild === '**';
}

/** A host, a URL, a network. */
export function printHost(host: HostPattern): string {
  switch (host.kind) {
    case 'any':
      return '*';
    case 'loopback':
    case 'private':
      return host.kind + printPort(host.port);
    case 'name':
      return printText(host.name) + printPort(host.port);
    case 'url':
      return `${host.scheme}://${printUrlName(host.name)}${printPort(host.port)}${printText(host.path)}`;
    case 'cidr':
      return printNetwork(host.address, host.bits, host.port);
    default:
      return assertNever(host);
  }
}

const printPort = (port: number | '*' | undefined): string => (port === undefined ? '' : `:${port}`);

function printUrlName(name: TextPattern): string {
  const literal = literalOf(name);
  return literal?.includes(':') ? `"[${literal}]"` : printText(name);
}

function printNetwork(address: string, bits: number, port: number | '*' | undefined): string {
  const v6 = address.includes(':');
  const length = bits === (v6 ? 128 : 32) ? '' : `/${bits}`;
  return `${v6 && port !== undefined ? `[${address}]` : address}${length}${printPort(port)}`;
}

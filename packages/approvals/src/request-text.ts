import type { Request } from '@writ/engine';

/** A request as one text, for showing and for the record. */
export function requestText(request: Request): string {
  switch (request.kind) {
    case 'shell':
      return request.command;
    case 'exec':
      return request.argv.join(' ');
    case 'tool':
      return `${request.tool} ${JSON.stringify(request.args)}`;
    case 'connect':
      return `connect ${request.target}`;
    default:
      return `${request.kind} ${request.path}`;
  }
}

import { compile } from '@writ/dsl';
import { compileEngine } from '@writ/engine';
import { pack } from '@writ/std';

const policy = compile('allow run git (status|log) **\nallow read ./**', { file: 'agent.writ', layer: 'user' });
if (!policy.ok) throw new Error(policy.diagnostics[0].message);
const builtin = { name: 'builtin', documents: pack('std') ?? [] };
const engine = compileEngine({ layers: [builtin, { name: 'user', documents: [policy.document] }] });

export const judge = (command: string) =>
  engine.decide({ kind: 'shell', command }, { roots: ['/repo'], home: '/home/me' });

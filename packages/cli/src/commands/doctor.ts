import { type Finding, inspectAudit, inspectStore } from '@writ/storage-node';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { loadFile } from '../load.ts';
import type { Options } from '../options.ts';
import { painter } from '../paint.ts';
import { auditPath, openStore, storePath } from '../store-place.ts';
import { inspectAnswers } from './inspect-answers.ts';

/** `writ doctor`: what is wrong with the store, the audit and the policies, each with its remedy. */
export async function doctorCommand(options: Options, io: Io): Promise<ExitCode> {
  const store = storePath(options, io);
  const audit = auditPath(options, io);
  const findings = [
    ...(await inspectStore(store)),
    ...(await inspectAudit(audit, store)),
    ...(await inspectKept(options, io)),
    ...brokenPolicies(options),
  ];
  const isIll = findings.some((finding) => finding.level !== 'note');
  if (options.json) await io.out(`${JSON.stringify({ version: 1, store, audit, findings })}\n`);
  else {
    await io.out(`store ${store}\naudit ${audit}\n\n`);
    for (const finding of findings) await io.out(said(finding, io));
    await io.out(isIll ? '' : 'all is well\n');
  }
  return isIll ? EXIT.findings : EXIT.fine;
}

/** The answers in a store that can be read; why it cannot, is said elsewhere. */
async function inspectKept(options: Options, io: Io): Promise<readonly Finding[]> {
  const loaded = await openStore(options, io)
    .load()
    .catch(() => undefined);
  return loaded?.status === 'loaded' ? inspectAnswers(loaded.document, storePath(options, io), io.now()) : [];
}

/** A layer with an error is broken: what it would allow is asked. */
function brokenPolicies(options: Options): readonly Finding[] {
  const files = [...options.layers, ...options.policies.map((file) => ({ name: 'user', file }))];
  return files.flatMap(({ name, file }): readonly Finding[] => {
    const loaded = loadFile(file, name, options.base);
    if (loaded.ok) return [];
    const errors = loaded.diagnostics.filter((one) => one.severity === 'error').length;
    return [
      {
        level: 'broken',
        where: file,
        problem: `layer ${name} has ${errors} errors: it allows nothing`,
        remedy: `\`writ check ${file}\` shows them`,
      },
    ];
  });
}

function said({ level, where, problem, remedy }: Finding, io: Io): string {
  const paint = painter(io);
  const mark =
    level === 'broken' ? paint('deny', 'broken') : level === 'weak' ? paint('ask', 'weak  ') : paint('dim', 'note  ');
  return `${mark} ${where}\n       ${problem}\n       ${paint('dim', remedy)}\n`;
}

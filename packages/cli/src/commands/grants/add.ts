import { addGrant, draftOf } from '@writ/approvals';
import { nodeSurroundings } from '@writ/storage-node';
import { readInstant } from '../../duration.ts';
import { EXIT, type ExitCode, type Io, type UsageProblem, usage } from '../../io.ts';
import type { Options } from '../../options.ts';
import { compilePattern } from '../../pattern.ts';
import { openStore } from '../../store-place.ts';
import { change, lineOf } from './shared.ts';

/** `writ grants add 'run npm test'`: a yes given in advance, for this workspace unless told otherwise. */
export async function addCommand(
  options: Options,
  operands: readonly string[],
  io: Io,
): Promise<ExitCode | UsageProblem> {
  const { agent, expires, uses, widen, workspace } = options.given;
  const [text] = operands;
  if (text === undefined || operands.length > 1)
    return usage('no pattern was given, or more than one', "quote it: writ grants add 'run npm test'");
  const expiresAt = expires === undefined ? undefined : readInstant(expires, io.now());
  if (expires !== undefined && expiresAt === undefined)
    return usage(`\`--expires ${expires}\` is no time`, 'write 12h, 90d, or 2027-01-31');
  const maxUses = uses === undefined ? undefined : Number(uses);
  if (maxUses !== undefined && !(Number.isSafeInteger(maxUses) && maxUses > 0))
    return usage(`\`--uses ${uses}\` is no number of uses`);
  const everywhere = widen === true && workspace === undefined;
  const drafted = draftOf(
    text,
    {
      scope: { ...(everywhere ? {} : { workspace: options.workspace }), ...(agent === undefined ? {} : { agent }) },
      origin: 'person',
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(maxUses === undefined ? {} : { maxUses }),
      ...(widen === true ? { widen } : {}),
    },
    compilePattern,
  );
  if (!drafted.ok)
    return usage(
      `\`${text}\` is no pattern: ${drafted.reason}`,
      "write a rule without its effect: 'run npm test', 'write ./docs/**'",
    );
  const changed = await change(
    openStore(options, io),
    (document) => addGrant(document, drafted.draft, { ...nodeSurroundings, now: io.now }),
    io,
  );
  if (typeof changed === 'number') return changed;
  const { result } = changed;
  if (options.json) await io.out(`${JSON.stringify({ version: 1, ...result })}\n`);
  else if (result.status === 'refused')
    io.err(`writ: not added: ${result.reason}\n  \`--widen\` adds it all the same\n`);
  else await io.out(`${result.status === 'added' ? 'added' : 'already there'}: ${lineOf(result.grant)}\n`);
  return result.status === 'refused' ? EXIT.findings : EXIT.fine;
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bundleGate, openPlace, type Place, type Reply, startRaw } from './testing/gate-process.ts';

const FILES = readFileSync(new URL('files.writ', import.meta.url), 'utf8');
const SERVER = createRequire(import.meta.url).resolve('@modelcontextprotocol/server-filesystem/dist/index.js');
const PLAIN = `writ 1
tool fs.echo complete
allow tool fs.echo unguarded
ask tool fs.{break,fail,sad,slow}
allow tool fs.limited unguarded limit 2 per hour
deny tool fs.never because "it is never right"
default deny
`;

let gate: Awaited<ReturnType<typeof bundleGate>>;
beforeAll(async () => {
  gate = await bundleGate();
});
afterAll(() => gate.remove());

/** In the end; processes take their time. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 });

/** The official client, through the gate, to the reference filesystem server. */
async function connect(place: Place, person?: (message: string) => object): Promise<Client> {
  const client = new Client(
    { name: 'test', version: '1' },
    { capabilities: person === undefined ? {} : { elicitation: {} } },
  );
  if (person !== undefined)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => person(params.message) as never);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: place.args([SERVER, place.workspace]),
      stderr: 'ignore',
    }),
  );
  onTestFinished(() => client.close());
  return client;
}

const textOf = (result: unknown) => (result as { content: readonly { text: string }[] }).content[0]?.text ?? '';

/** The id of the request that a refused call waits for. */
async function waitsFor(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(McpError);
  expect(error).toMatchObject({ code: -32003, data: { retryable: true, tool: expect.stringMatching(/^fs\./) } });
  return (error as McpError & { data: { approval_id: string } }).data.approval_id;
}

describe('the official client and the reference filesystem server', () => {
  test('allowed: it reads; denied: it does not; never allowed: not even listed', async () => {
    const place = openPlace(gate.path, FILES);
    writeFileSync(join(place.workspace, 'a.txt'), 'hello');
    writeFileSync(join(place.workspace, '.env'), 'SECRET=1');
    const client = await connect(place);
    const read = (name: string) =>
      client.callTool({ name: 'read_text_file', arguments: { path: join(place.workspace, name) } });
    expect(textOf(await read('a.txt'))).toBe('hello');
    const refused = await read('.env');
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toMatch(/^\[POLICY DENIED\] .*secrets stay secret/);
    const outside = await client.callTool({ name: 'read_text_file', arguments: { path: '/srv/elsewhere' } });
    expect(textOf(outside)).toMatch(/^\[POLICY DENIED\]/);
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['read_text_file', 'write_file', 'create_directory']));
    expect(names).not.toContain('move_file');
    expect(names).not.toContain('read_media_file');
    const moved = await client.callTool({ name: 'move_file', arguments: { source: 'a', destination: 'b' } });
    expect(textOf(moved)).toMatch(/^\[POLICY DENIED\]/);
  });

  test('asked, approved, and the retry runs once', async () => {
    const place = openPlace(gate.path, FILES);
    const client = await connect(place);
    const path = join(place.workspace, 'new.txt');
    const write = () => client.callTool({ name: 'write_file', arguments: { path, content: 'once' } });
    const id = await waitsFor(write());
    expect(existsSync(path)).toBe(false);
    expect(await waitsFor(client.callTool({ name: 'write_file', arguments: { content: 'once', path } }))).toBe(id);
    await place.answer(id, 'approve');
    expect((await write()).isError ?? false).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('once');
    expect(await waitsFor(write())).not.toBe(id);
    const [used] = await place.requests();
    expect(used).toMatchObject({ id, status: 'consumed', inDoubt: false, agent: 'main' });
  });

  test('denied by a person, with a reason that the model reads', async () => {
    const place = openPlace(gate.path, FILES);
    const client = await connect(place);
    const make = () => client.callTool({ name: 'create_directory', arguments: { path: join(place.workspace, 'sub') } });
    await place.answer(await waitsFor(make()), 'deny', 'use the one that is there');
    expect(textOf(await make())).toBe('[POLICY DENIED] ann said no: use the one that is there');
  });

  test('the server says that it failed: the approval is still good', async () => {
    const place = openPlace(gate.path, FILES);
    const client = await connect(place);
    const path = join(place.workspace, 'sub', 'new.txt');
    const write = () => client.callTool({ name: 'write_file', arguments: { path, content: 'later' } });
    await place.answer(await waitsFor(write()), 'approve');
    expect((await write()).isError).toBe(true);
    expect((await place.requests())[0]).toMatchObject({ status: 'approved' });
    mkdirSync(join(place.workspace, 'sub'));
    expect((await write()).isError ?? false).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('later');
  });

  test.for<[says: object, outcome: string]>([
    [{ action: 'accept', content: { decision: 'allow once' } }, 'runs'],
    [{ action: 'accept', content: { decision: 'deny' } }, 'denied'],
    [{ action: 'decline' }, 'denied'],
    [{ action: 'cancel' }, 'waits'],
  ])('a client that can ask a person: %j', async ([says, outcome]) => {
    const place = openPlace(gate.path, FILES);
    const shown: string[] = [];
    const client = await connect(place, (message) => {
      shown.push(message);
      return says;
    });
    const path = join(place.workspace, 'new.txt');
    const call = client.callTool({ name: 'write_file', arguments: { path, content: 'x' } });
    if (outcome === 'waits') await waitsFor(call);
    else expect((await call).isError ?? false).toBe(outcome === 'denied');
    expect(existsSync(path)).toBe(outcome === 'runs');
    expect(shown).toEqual([expect.stringContaining('"content":"x"')]);
    expect((await place.requests())[0]).toMatchObject({
      status: { runs: 'consumed', denied: 'denied', waits: 'pending' }[outcome],
    });
  });
});

describe('a server that breaks', () => {
  test('it ends during a call: the call fails, and its approval is good for the next server', async () => {
    const place = openPlace(gate.path, PLAIN);
    writeFileSync(`${place.log}.broken`, '');
    const first = startRaw(place);
    const { error } = await first.ask('tools/call', { name: 'break' });
    await place.answer(error?.data?.approval_id ?? '', 'approve');
    expect(await first.ask('tools/call', { name: 'break' })).toMatchObject({ error: { code: -32000 } });
    await first.ended;
    expect((await place.requests())[0]).toMatchObject({ status: 'approved' });
    writeFileSync(place.log, '');
    const second = startRaw(place);
    rmSync(`${place.log}.broken`);
    expect((await second.ask('tools/call', { name: 'break' })).result?.content?.[0]?.text).toBe('break {}');
  });

  test('I038, I040: an error gives back what a limit took, a result does not', async () => {
    const place = openPlace(
      gate.path,
      `${PLAIN.replace('ask tool fs.{break,fail,sad,slow}', 'allow tool fs.fail unguarded limit 2 per hour')}`,
    );
    writeFileSync(`${place.log}.broken`, '');
    const raw = startRaw(place);
    for (let count = 0; count < 4; count += 1)
      expect(await raw.ask('tools/call', { name: 'fail' })).toMatchObject({ error: { code: 7 } });
    const loaded = await place.store.load();
    expect(
      loaded.status === 'loaded' && Object.values(loaded.document.counters).map(({ times }) => times.length),
    ).toEqual([0]);
    rmSync(`${place.log}.broken`);
    for (let count = 0; count < 2; count += 1)
      expect(await raw.ask('tools/call', { name: 'fail' })).toHaveProperty('result');
    expect(await raw.ask('tools/call', { name: 'fail' })).toMatchObject({ error: { code: -32003 } });
  });

  test('I039: a result that says it failed counts as a call, unless the policy gives it back', async () => {
    const ask = async (policy: string) => {
      const place = openPlace(gate.path, policy);
      const raw = startRaw(place);
      const { error } = await raw.ask('tools/call', { name: 'sad' });
      await place.answer(error?.data?.approval_id ?? '', 'approve');
      expect((await raw.ask('tools/call', { name: 'sad' })).result?.isError).toBe(true);
      return (await place.requests())[0]?.status;
    };
    expect(await ask(PLAIN)).toBe('consumed');
    expect(await ask(`${PLAIN}allow tool gate.give_back when args.tool is "fs.sad"\n`)).toBe('approved');
  });

  test('I054: a list of tools that is none is an error', async () => {
    const place = openPlace(gate.path, PLAIN);
    writeFileSync(`${place.log}.odd`, '');
    expect(await startRaw(place).ask('tools/list')).toMatchObject({ error: { code: -32603 } });
  });
});

describe('lines that no good client writes', () => {
  const call = (id: unknown, name: string, args: object = {}) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: args },
  });

  const LINES: readonly (readonly [what: string, line: string | Uint8Array, code: number])[] = [
    ['no JSON', '{"jsonrpc":"2.0","id":1', -32700],
    ['half a character', Uint8Array.from([0x22, 0xc3, 0x22, 10]), -32700],
    ['a key twice', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","name":"never"}}', -32700],
    [
      'a key twice, escaped',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","n\\u0061me":"never"}}',
      -32700,
    ],
    ['two megabytes', JSON.stringify(call(1, 'echo', { text: 'x'.repeat(2_000_000) })), -32700],
    ['a text', '"tools/call"', -32600],
    ['another version', '{"jsonrpc":"1.0","id":1,"method":"tools/list"}', -32600],
    ['an id that is none', '{"jsonrpc":"2.0","id":{},"method":"tools/list"}', -32600],
    ['no batch', '[]', -32600],
    ['a batch without end', JSON.stringify(Array.from({ length: 200 }, (_, id) => call(id, 'echo'))), -32600],
    ['an unknown method', '{"jsonrpc":"2.0","id":1,"method":"tools/run"}', -32601],
    ['a task', JSON.stringify({ ...call(1, 'echo'), params: { name: 'echo', task: { ttl: 1 } } }), -32602],
    ['no name', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}', -32602],
    ['a name that is a list', '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["echo"]}}', -32602],
    [
      'a prototype',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"a":{"__proto__":{"b":1}}}}}',
      -32602,
    ],
    [
      'a constructor',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"constructor":1}}}',
      -32602,
    ],
    // A server that reads names in any case, as Go's JSON package does, would take the second one.
    [
      'an argument twice, in another case',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"path":"a","Path":"/etc"}}}',
      -32700,
    ],
    [
      'a name twice, with a letter that some take for another',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"task":1,"taſk":2}}}',
      -32700,
    ],
    [
      'arguments under a name that the gate does not read',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","Arguments":{"path":"/etc"}}}',
      -32602,
    ],
    [
      'a hundred levels',
      JSON.stringify(call(1, 'echo', JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`))),
      -32602,
    ],
  ];

  test('each is refused, and nothing of it reaches the server', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    const codes: unknown[] = [];
    for (const [what, line] of LINES) {
      raw.send(line);
      codes.push([what, ((await raw.next()) as Reply).error?.code]);
    }
    expect(codes).toEqual(LINES.map(([what, , code]) => [what, code]));
    expect((await raw.ask('tools/call', { name: 'echo' })).result?.content?.[0]?.text).toBe('echo {}');
    expect(place.reached()).toEqual(['echo {}']);
  });

  test('beside a call only its progress token is passed on: nobody judges the rest', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    const meta = { progressToken: 7, 'com.example/run': 'rm' };
    const reply = await raw.ask('tools/call', { name: 'echo', arguments: { meta: true }, _meta: meta });
    expect(reply.result?.content?.[0]?.text).toBe('echo {"meta":true} {"progressToken":7}');
  });

  test('I053: a batch is answered as one, each call on its own', async () => {
    const raw = startRaw(openPlace(gate.path, PLAIN));
    const batch = [
      call('a', 'echo', { n: 1 }),
      call('b', 'never'),
      { jsonrpc: '2.0', id: 'c', method: 'tools/list' },
      call('d', 'sad'),
      5,
    ];
    raw.send(JSON.stringify([...batch, { jsonrpc: '2.0', method: 'notifications/initialized' }]));
    const replies = (await raw.next()) as readonly Reply[];
    const by = (id: unknown) => replies.find((reply) => reply.id === id);
    expect(replies).toHaveLength(5);
    expect(by('a')?.result?.content?.[0]?.text).toBe('echo {"n":1}');
    expect(by('b')?.result).toEqual({
      isError: true,
      content: [{ type: 'text', text: '[POLICY DENIED] the tool `fs.never`: it is never right' }],
    });
    expect(by('c')?.result?.tools?.map(({ name }) => name)).toEqual([
      'echo',
      'break',
      'fail',
      'sad',
      'slow',
      'limited',
    ]);
    expect(by('d')?.error?.code).toBe(-32003);
    expect(by(null)?.error?.code).toBe(-32600);
  });

  test('cancelled while it runs: told to the server, not answered, and not run again', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    const { error } = await raw.ask('tools/call', { name: 'slow' });
    await place.answer(error?.data?.approval_id ?? '', 'approve');
    raw.send(JSON.stringify(call('s', 'slow')));
    await eventually(() => place.reached()).toEqual(['slow {}']);
    raw.send('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"s"}}');
    await eventually(() => place.reached()).toEqual(['slow {}', 'cancelled']);
    expect(await raw.ask('tools/call', { name: 'slow' })).toMatchObject({ error: { code: -32003 } });
    expect((await place.requests())[0]).toMatchObject({ status: 'consumed', inDoubt: false });
  });

  test('cancelled before it was sent: it never is, and the approval is still good', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    const { error } = await raw.ask('tools/call', { name: 'break' });
    await place.answer(error?.data?.approval_id ?? '', 'approve');
    raw.send(
      `${JSON.stringify(call('x', 'break'))}\n{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"x"}}`,
    );
    expect(await raw.ask('tools/call', { name: 'echo' })).toHaveProperty('result');
    const steps = async () => (await place.requests())[0]?.history.map(({ step }) => step);
    await eventually(steps).toContain('rolled_back');
    expect((await place.requests())[0]?.status).toBe('approved');
    expect(place.reached()).toEqual(['echo {}']);
    expect((await raw.ask('tools/call', { name: 'break' })).result?.content?.[0]?.text).toBe('break {}');
  });

  test('an id that is in use: refused', async () => {
    const place = openPlace(gate.path, `${PLAIN}allow tool fs.slow unguarded\n`.replace('sad,slow', 'sad'));
    const raw = startRaw(place);
    raw.send(JSON.stringify(call('s', 'slow')));
    await eventually(() => place.reached()).toEqual(['slow {}']);
    raw.send(JSON.stringify(call('s', 'echo')));
    expect(await raw.next()).toMatchObject({ id: 's', error: { code: -32600 } });
  });

  test('a thing the server can do that the gate cannot follow is not offered', async () => {
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } };
    const reply = await startRaw(openPlace(gate.path, PLAIN)).ask('initialize', params);
    expect(reply.result).toMatchObject({ capabilities: { tools: {} } });
    expect(reply.result).not.toHaveProperty('capabilities.tasks');
  });
});

describe('the policy', () => {
  test('I052: an edit with a mistake changes nothing; one without counts at once', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    expect(await raw.ask('tools/call', { name: 'echo' })).toHaveProperty('result.content');
    writeFileSync(place.policy, `${PLAIN}alow tool fs.never\n`);
    await eventually(() => raw.complaints()).toContain('the policy stays as it was');
    expect((await raw.ask('tools/call', { name: 'never' })).result?.isError).toBe(true);
    writeFileSync(place.policy, PLAIN.replace('allow tool fs.echo unguarded', 'deny tool fs.echo'));
    expect(await raw.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
    expect((await raw.ask('tools/call', { name: 'echo' })).result?.isError).toBe(true);
  });

  test('one that does not compile: the gate does not start', async () => {
    const raw = startRaw(openPlace(gate.path, 'alow tool x\n'));
    await raw.ended;
    expect(raw.child.exitCode).not.toBe(0);
  });

  test('a store that is damaged: nothing runs', async () => {
    const place = openPlace(gate.path, PLAIN);
    const raw = startRaw(place);
    await raw.ask('tools/call', { name: 'fail' });
    const folder = join(place.folder, 'state', 'store');
    for (const name of readdirSync(folder).filter((one) => one.startsWith('g-')))
      writeFileSync(join(folder, name), 'half');
    expect((await raw.ask('tools/call', { name: 'echo' })).result?.isError).toBe(true);
    expect(place.reached()).toEqual([]);
  });
});

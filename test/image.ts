import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPatient } from './simulator/patient.ts';

/**
 * `npm run test:image`: proves the Dockerfile where no Docker is at hand. Its steps are run in a clean folder, and what
 * they made is started as another user who may write nowhere but in the folder of the store.
 */
const LIMIT_MB = 250;
/** What gcr.io/distroless/cc has: libc, libstdc++, certificates, time zones. */
const BASE_MB = 35;

const project = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sitrep-image-'));
const stages = new Map<string, string>();
let environment: Record<string, string> = {};
let command: string[] = [];
let health: string[] = [];

/** Where a path of the image is: each stage is a folder. */
const inStage = (stage: string, path: string) =>
  join(stages.get(stage) as string, path.replace(/^\/?(?:app\/)?/, ''));

function build(): string {
  const instructions = readFileSync(join(project, 'Dockerfile'), 'utf8')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter(Boolean);
  let stage = '';
  for (const instruction of instructions) {
    const [, verb = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(instruction) ?? [];
    console.log(`${verb} ${rest}`);
    if (verb === 'FROM') {
      stage = / AS (\w+)/.exec(rest)?.[1] ?? 'last';
      stages.set(stage, join(folder, stage));
      mkdirSync(join(folder, stage), { recursive: true });
    } else if (verb === 'RUN') {
      execFileSync('sh', ['-ec', rest], { cwd: stages.get(stage), stdio: ['ignore', 'ignore', 'inherit'] });
    } else if (verb === 'COPY') {
      const from = /--from=(\w+)/.exec(rest)?.[1];
      const paths = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      const to = paths.pop() as string;
      for (const path of paths) {
        const source = from ? inStage(from, path) : join(project, path);
        const target = paths.length > 1 || to.endsWith('/') ? join(to, path) : to;
        cpSync(source, inStage(stage, target), { recursive: true });
      }
    } else if (verb === 'ENV') {
      environment = Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
    } else if (verb === 'CMD') command = JSON.parse(rest);
    else if (verb === 'HEALTHCHECK') health = JSON.parse(rest.replace(/^.*?CMD /, '')).slice(1);
    else if (!['WORKDIR', 'VOLUME', 'STOPSIGNAL'].includes(verb))
      throw new Error(`unknown instruction ${verb}`);
  }
  return stages.get(stage) as string;
}

const { uid, gid } = { uid: 65_532, gid: 65_532 };
const isRoot = process.getuid?.() === 0;

function start(image: string, args: string[], own: Record<string, string>) {
  const child = spawn(process.execPath, args, {
    cwd: image,
    env: {
      ...environment,
      DATABASE_URL: `sqlite:${join(image, 'data/sitrep.db')}`,
      HOME: '/',
      TMPDIR: join(image, 'data'),
      ...own,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot && { uid, gid }),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, code, output: () => output };
}

async function expectCode(what: string, run: ReturnType<typeof start>, expected: number): Promise<void> {
  const code = await run.code;
  if (code !== expected) throw new Error(`${what} ended with ${code}, not ${expected}:\n${run.output()}`);
  console.log(`ok: ${what} ends with ${expected}`);
}

try {
  const image = build();
  if (isRoot) {
    execFileSync('chmod', ['-R', 'a-w,a+rX', image]);
    for (let path = image; path !== tmpdir() && path !== '/'; path = dirname(path))
      execFileSync('chmod', ['a+rx', path]);
    execFileSync('chown', ['-R', `${uid}:${gid}`, join(image, 'data')]);
    execFileSync('chmod', ['u+w', join(image, 'data')]);
  }
  const megabytes = (path: string) =>
    Number(execFileSync('du', ['-sm', path], { encoding: 'utf8' }).split('\t')[0]);
  const all = megabytes(image) + megabytes(process.execPath) + BASE_MB;
  console.log(
    `size: ${megabytes(image)} MB of ours + ${megabytes(process.execPath)} MB node + ${BASE_MB} MB base = ${all} MB`,
  );
  if (all > LIMIT_MB) throw new Error(`the image would have over ${LIMIT_MB} MB`);

  await expectCode('a start without a token', start(image, command, {}), 2);
  const simulator = await startPatient({ openapi: null });
  const bot = start(image, command, { DISCORD_TOKEN: simulator.token, DISCORD_API_URL: simulator.apiUrl });
  await simulator.waitForBot();
  const { message } = await simulator.as(simulator.world.guild.ownerId).command('stats');
  if (message.attachments[0]?.content_type !== 'image/png') throw new Error('no picture was drawn');
  console.log('ok: a picture is drawn');
  await expectCode('the health check of a running bot', start(image, health, {}), 0);
  bot.child.kill('SIGTERM');
  await expectCode('a stop', bot, 0);
  await simulator.close();
  if (!existsSync(join(image, 'data/sitrep.db'))) throw new Error('the store is not in /data');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { scripts } from '../package.json';

const ROOT = path.join(__dirname, '..');
const FOLDER = path.join(ROOT, '.github/workflows');

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  uses?: string;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const workflows = fs.readdirSync(FOLDER).map((file) => {
  const text = fs.readFileSync(path.join(FOLDER, file), 'utf8');
  const workflow: Workflow = parse(text);
  const jobs = Object.entries(workflow.jobs).map(([id, job]) => ({ id, ...job }));
  return { file, text, workflow, jobs, steps: jobs.flatMap(({ steps = [] }) => steps) };
});

const namesIn = (command: string, pattern: RegExp) => [...command.matchAll(pattern)].map(([, name = '']) => name);

it('finds the workflows', () => {
  expect(workflows.map(({ file }) => file)).toEqual([
    'ci.yml',
    'compatibility.yml',
    'e2e.yml',
    'release.yml',
    'security.yml',
  ]);
});

describe.each(workflows)('$file', ({ text, workflow, jobs, steps }) => {
  it('has jobs with a limit of their duration', () => {
    expect(jobs.length).toBeGreaterThan(0);
    expect(jobs.filter((job) => job.uses === undefined && job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('grants at most reading to all jobs', () => {
    expect(workflow.permissions).toBeDefined();
    expect(Object.values(workflow.permissions ?? {}).filter((access) => access !== 'read')).toEqual([]);
  });

  it('pins every action by its commit, and names the version of the commit', () => {
    const lines = text.split('\n').filter((line) => /^\s*(- )?uses: (?!\.\/)/.test(line));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    expect(lines.filter((line) => !/@[0-9a-f]{40} # \S*v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('calls only existing workflows', () => {
    const called = jobs.flatMap(({ uses }) => uses ?? []);
    expect(called.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('does not keep the token of the checkout', () => {
    const checkouts = steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('runs only existing scripts', () => {
    const commands = steps.map(({ run = '' }) => run).join('\n');
    const unknown = namesIn(commands, /\bnpm run ([\w:-]+)/g).filter((name) => !(name in scripts));
    const missing = namesIn(commands, /^(\.\S+)/gm).filter((file) => !fs.existsSync(path.join(ROOT, file)));
    expect([...unknown, ...missing]).toEqual([]);
  });

  it('passes values to commands in variables, which a shell does not interpret', () => {
    expect(steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });

  it('names only existing files of the repository in the inputs of actions', () => {
    const inputs = steps.flatMap((step) => [step.with?.module, step.with?.['node-version-file']]);
    const files = inputs.filter((input) => typeof input === 'string');
    expect(files.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('compatibility.yml', () => {
  it('checks every plugin', () => {
    const { steps = [] } = workflows.find(({ file }) => file === 'compatibility.yml') ?? {};
    const checked = steps.flatMap((step) => step.with?.module ?? []);
    const sources = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const modules = sources.filter((file) => /^(\w+\/)?module\.tsx?$/.test(file));
    expect([...checked].sort()).toEqual(modules.map((file) => `./src/${file}`).sort());
  });
});

describe('release.yml', () => {
  it('writes only in the job that runs no code of the repository', () => {
    const { jobs = [] } = workflows.find(({ file }) => file === 'release.yml') ?? {};
    const writing = jobs.filter(({ permissions = {} }) => Object.values(permissions).includes('write'));
    expect(writing.map(({ id }) => id)).toEqual(['publish']);
    const [{ steps = [] } = {}] = writing;
    expect(
      steps.filter(({ uses = '', run = '' }) => uses.startsWith('actions/checkout') || /\bnp[mx]\b/.test(run))
    ).toEqual([]);
  });
});

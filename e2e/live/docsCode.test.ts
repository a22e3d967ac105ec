import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { codeBlocks } from '../../scripts/testing/markdownCode';
import { configProblems, HAS_TERRAFORM } from '../support/terraform';

const ROOT = path.join(__dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

const BLOCKS = execFileSync('git', ['ls-files', 'docs/*.md', 'README.md', 'terraform/README.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .flatMap((file) => codeBlocks(read(file)).map((block) => ({ ...block, place: `${file}:${block.line}` })));

const JOBS = 'provisioning/prometheus/scrape-jobs.yaml';
const SCRAPE_CONFIGS = [
  ...BLOCKS.filter(({ language, text }) => language === 'yaml' && /^scrape_configs:/m.test(text)),
  { place: 'provisioning/amazon/managed-collector.yaml', text: read('provisioning/amazon/managed-collector.yaml') },
  { place: JOBS, text: stringify({ scrape_configs: parse(read(JOBS)) }) },
];

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'eastwest-docs-'));
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

interface ScrapeJob {
  job_name: string;
  kubernetes_sd_configs?: Array<{ role: string; namespaces?: { names: string[] } }>;
}

/**
 * What promtool reports about a configuration of Prometheus; empty if it is valid. Debian's promtool is built without the
 * discovery of Kubernetes, so jobs have another discovery here.
 */
function promtoolProblem(text: string): string {
  const file = path.join(directory, 'prometheus.yaml');
  const config: { scrape_configs: ScrapeJob[] } = parse(text);
  const jobs = config.scrape_configs.map(({ kubernetes_sd_configs, ...job }) =>
    kubernetes_sd_configs ? { ...job, static_configs: [{ targets: ['localhost:9109'] }] } : job
  );
  fs.writeFileSync(file, stringify({ ...config, scrape_configs: jobs }));
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', file], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

describe('the scrape configurations in the documents and for the managed collector', () => {
  it('are several', () => expect(SCRAPE_CONFIGS.length).toBeGreaterThan(4));

  it.each(SCRAPE_CONFIGS)('are valid for Prometheus: $place', ({ text }) => {
    expect(promtoolProblem(text)).toBe('');
  });

  it.each(SCRAPE_CONFIGS)('discover nodes, and pods of known namespaces: $place', ({ text }) => {
    const jobs: ScrapeJob[] = parse(text).scrape_configs;
    const discoveries = jobs.flatMap(({ kubernetes_sd_configs = [] }) => kubernetes_sd_configs);
    expect(discoveries.map(({ role }) => role).filter((role = '') => !['pod', 'node'].includes(role))).toEqual([]);
    const namespaces = discoveries.flatMap(({ namespaces: { names } = { names: [] } }) => names);
    expect(['amazon-network-flow-monitor', 'eastwest']).toEqual(expect.arrayContaining(namespaces));
  });

  it('are rejected with a member that Prometheus does not have', () => {
    expect(promtoolProblem('scrape_configs:\n  - job_name: nfm\n    honour_labels: true\n')).toMatch(/honour_labels/);
  });
});

(HAS_TERRAFORM ? describe : describe.skip)('the Terraform configurations in the documents', () => {
  it.each(BLOCKS.filter(({ language }) => language === 'hcl'))('can be loaded: $place', ({ text }) => {
    expect(configProblems(text)).toEqual([]);
  });

  it('cannot be loaded with an attribute twice', () => {
    expect(configProblems('locals {\n  a = 1\n  a = 2\n}')).toEqual([expect.stringMatching(/^3: Attribute redefined/)]);
  });
});

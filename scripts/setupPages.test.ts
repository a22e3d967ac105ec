/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ENVOY_IMAGE, ENVOY_VERSION } from '../gateway/image';
import { codeBlocks } from './testing/markdownCode';

const ROOT = path.join(__dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const DATA_SOURCES = read('provisioning/datasources/eastwest.yaml');

/** The first YAML block of a page, parsed. */
function yamlIn(page: string) {
  const block = codeBlocks(read(page)).find(({ language }) => language === 'yaml');
  return parse(block?.text ?? '');
}

/** The environment variables that Grafana needs for the data sources. Only the demo needs the endpoint of CloudWatch. */
const VARIABLES = [...DATA_SOURCES.matchAll(/: \$(\w+)/g)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'EASTWEST_CLOUDWATCH_ENDPOINT');

describe('the setup pages', () => {
  it('set the environment variables of the data sources', () => {
    expect(VARIABLES.sort()).toEqual([
      'AWS_REGION',
      'EASTWEST_FLOW_API_URL',
      'EASTWEST_PROMETHEUS_URL',
      'EASTWEST_SCRAPE_INTERVAL',
    ]);
    const { grafana } = yamlIn('docs/setup/docker.md').services;
    expect(Object.keys(grafana.environment)).toEqual(expect.arrayContaining(VARIABLES));
    // The command that installs the chart sets the Region.
    const names = [...Object.keys(yamlIn('docs/setup/eks.md').env), 'AWS_REGION'];
    expect(names.sort()).toEqual(VARIABLES);
    expect(read('docs/setup/eks.md')).toContain('--set env.AWS_REGION=');
  });

  it('set the scrape interval of the scrape jobs', () => {
    const jobs: Array<{ scrape_interval: string }> = parse(read('provisioning/prometheus/scrape-jobs.yaml'));
    const { env } = yamlIn('docs/setup/eks.md');
    const { environment } = yamlIn('docs/setup/docker.md').services.grafana;
    const settings = [env, environment].map(({ EASTWEST_SCRAPE_INTERVAL: interval }) => interval);
    expect(new Set([...settings, ...jobs.map(({ scrape_interval }) => scrape_interval)])).toEqual(new Set(['30s']));
  });

  it('create the user of the service that has files of its own: without one, systemd invents a user for it', () => {
    const name = 'eastwest-gateway';
    const unit = read(`provisioning/gateway/${name}.service`);
    expect(unit).toContain('DynamicUser=yes');
    expect(unit).not.toMatch(/^User=/m);
    const created = codeBlocks(read('docs/gateway.md')).flatMap(
      ({ text }) => /useradd .* (\S+)$/m.exec(text)?.[1] ?? []
    );
    expect(created).toEqual([name]);
  });

  it('run the version of Envoy that is tested', () => {
    const { gateway } = yamlIn('docs/setup/docker.md').services;
    expect(gateway.image).toBe(`${ENVOY_IMAGE.repository}:${ENVOY_IMAGE.tag}`);
    const versions = read('docs/setup/vm.md').match(/\d+\.\d+\.\d+(?=-linux-x86_64)/g);
    expect(versions).toEqual([ENVOY_VERSION]);
  });

  it.each(['aws', 'eks', 'vm', 'docker', 'grafana-cloud'])('say what was not run against AWS: %s', (page) => {
    expect(read(`docs/setup/${page}.md`).replace(/\s+/g, ' ')).toMatch(/\*\*No command .*? run against AWS/);
  });
});

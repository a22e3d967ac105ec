/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import app from '../plugin.json';
import datasource from '../src/datasource/plugin.json';
import flowgraph from '../src/flowgraph/plugin.json';
import { prometheusConfig } from './demo/prometheusConfig';

const ROOT = path.join(__dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

interface Service {
  image?: string;
  volumes?: string[];
  environment?: Record<string, string>;
  extends?: { file: string; service: string };
}

describe('docker-compose.yaml', () => {
  const services: Record<string, Service> = parse(read('docker-compose.yaml')).services;
  const base: Record<string, Service> = parse(read('.config/docker-compose-base.yaml')).services;

  it('mounts only existing files', () => {
    const own = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0] ?? '')
    );
    const inherited = Object.values(base).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => path.join('.config', volume.split(':')[0] ?? ''))
    );
    // The user's AWS credentials are not in the repository.
    const isOfRepository = (source: string) => !source.startsWith('${HOME}') && path.normalize(source) !== 'dist';
    const sources = [...own, ...inherited].filter(isOfRepository);
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter((source) => !fs.existsSync(path.join(ROOT, source)))).toEqual([]);
  });

  it('pins the version of every image', () => {
    const images = Object.values(services).flatMap(({ image }) => image ?? []);
    expect(images.filter((image) => !/:(distroless-)?v?\d+/.test(image))).toEqual([]);
    expect(read('.config/docker-compose-base.yaml')).toMatch(/grafana_version: \$\{GRAFANA_VERSION:-\d+\.\d+\.\d+\}/);
  });

  it('sets the environment variables of the provisioning files, and has the flow graph as the home dashboard', () => {
    const environment = services.grafana?.environment ?? {};
    const wanted = [...read('provisioning/datasources/eastwest.yaml').matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name);
    expect(wanted.length).toBeGreaterThan(1);
    expect(Object.keys(environment)).toEqual(expect.arrayContaining(wanted));
    expect(environment.GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS?.split(',').sort()).toEqual(
      [app.id, datasource.id, flowgraph.id].sort()
    );
    const home = environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH?.replace('/root/eastwest-networkflow-app/', '');
    expect(fs.existsSync(path.join(ROOT, home ?? 'nothing'))).toBe(true);
  });
});

describe('alert rules', () => {
  const filesOf = (config: string): string[] => parse(config).rule_files ?? [];

  it('are evaluated only by Grafana with docker compose', () => {
    const { prometheus } = parse(read('docker-compose.yaml')).services;
    const [config] = prometheus.volumes.map((volume: string) => volume.split(':')[0]);
    expect(prometheus.volumes).toHaveLength(1);
    expect(filesOf(read(config))).toEqual([]);
    const { volumes } = parse(read('.config/docker-compose-base.yaml')).services.grafana;
    expect(volumes).toContain('../provisioning:/etc/grafana/provisioning');
    expect(parse(read('provisioning/alerting/eastwest.yaml')).groups.length).toBeGreaterThan(0);
  });

  it('are evaluated only once in the demo: by Prometheus with the page, otherwise by Grafana', () => {
    const url = 'http://127.0.0.1:9500';
    const [file = '', ...others] = filesOf(prometheusConfig({ simulatorUrl: url }, 'Prometheus'));
    expect(others).toEqual([]);
    expect(parse(fs.readFileSync(file, 'utf8')).groups.length).toBeGreaterThan(0);
    expect(filesOf(prometheusConfig({ simulatorUrl: url }, 'Grafana'))).toEqual([]);
  });
});

describe('the provisioning files', () => {
  const { datasources } = parse(read('provisioning/datasources/eastwest.yaml'));
  const types = new Map<string, string>(datasources.map(({ uid, type }: Record<string, string>) => [uid, type]));

  it('name existing plugins', () => {
    const { apps } = parse(read('provisioning/plugins/eastwest.yaml'));
    expect(apps.map(({ type }: Record<string, string>) => type)).toEqual([app.id]);
    expect([...types.values()].sort()).toEqual(['cloudwatch', datasource.id, 'prometheus'].sort());
  });

  it('connect the Eastwest data source to the provisioned Prometheus, without its own URL', () => {
    const ours = datasources.find(({ type }: Record<string, string>) => type === datasource.id);
    expect(types.get(ours.jsonData.prometheusUid)).toBe('prometheus');
    expect(ours.url).toBeUndefined();
  });

  it('scrape each agent with one job only, and keep its labels', () => {
    const { scrape_configs: jobs } = parse(read('provisioning/prometheus/simulator.yaml'));
    const agents = jobs.filter((job: object) => JSON.stringify(job).includes('/discovery/agents'));
    expect(agents).toHaveLength(1);
    expect(agents[0].honor_labels).toBe(true);
  });
});

describe('the configuration of a managed collector', () => {
  const { scrape_configs: jobs } = parse(read('provisioning/amazon/managed-collector.yaml'));

  it('scrapes each source once, and keeps the labels of the flow agents and of kube-state-metrics', () => {
    const named = jobs.map(({ job_name: name, honor_labels: keeps }: Record<string, unknown>) => [name, keeps]);
    expect(named).toEqual([
      ['nfm', true],
      ['kube-state-metrics', true],
      // The counters have no label that a target's label could replace.
      ['aws-network-policy-agent', undefined],
    ]);
  });

  it('keeps every metric of kube-state-metrics that the queries use', () => {
    const [keep] = jobs[1].metric_relabel_configs;
    const kept = new RegExp(`^(?:${keep.regex})$`);
    const files = fs.readdirSync(path.join(ROOT, 'src/core'), { recursive: true, encoding: 'utf8' });
    const sources = files
      .filter((file) => /(?<!\.test)\.ts$/.test(file))
      .map((file) => read(path.join('src/core', file)));
    const used = new Set(sources.flatMap((text) => text.match(/\bkube_[a-z]+_[a-z_]+/g) ?? []));
    expect(used.size).toBeGreaterThan(5);
    expect([...used].filter((name) => !kept.test(name))).toEqual([]);
  });

  it.each([
    [{ __name__: 'kube_pod_info', pod: 'web-0' }, true],
    [{ __name__: 'kube_node_status_condition', condition: 'Ready', status: 'true' }, true],
    [{ __name__: 'kube_node_status_condition', condition: 'DiskPressure', status: 'true' }, false],
    [{ __name__: 'kube_pod_status_ready', pod: 'web-0', condition: 'true' }, true],
    [{ __name__: 'kube_pod_status_ready', pod: 'web-0', condition: 'false' }, false],
    [{ __name__: 'kube_pod_container_resource_requests', resource: 'cpu' }, false],
  ])('for the series %j: %s', (labels, isKept) => {
    const rules: Array<{ source_labels: string[]; regex: string }> = jobs[1].metric_relabel_configs;
    const valueOf = (label: string) => (labels as Record<string, string | undefined>)[label] ?? '';
    const keeps = ({ source_labels: sources, regex }: (typeof rules)[number]) =>
      new RegExp(`^(?:${regex})$`).test(sources.map(valueOf).join(';'));
    expect(rules.every(keeps)).toBe(isKept);
  });
});

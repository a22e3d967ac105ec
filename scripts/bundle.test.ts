import fs from 'node:fs';
import path from 'node:path';
import app from '../plugin.json';
import datasource from '../src/datasource/plugin.json';
import flowgraph from '../src/flowgraph/plugin.json';

const ROOT = path.join(__dirname, '..');
const NESTED = [
  { folder: 'datasource', manifest: datasource },
  { folder: 'flowgraph', manifest: flowgraph },
];
const ALL = [{ folder: '.', manifest: app }, ...NESTED];

describe('the plugin manifests', () => {
  it('are those that the build reads', () => {
    expect(fs.realpathSync(path.join(ROOT, 'src/plugin.json'))).toBe(path.join(ROOT, 'plugin.json'));
  });

  it.each(ALL)('of $folder have a valid ID, a separate name, and existing logos', ({ folder, manifest }) => {
    const { id, name, info } = manifest;
    expect(id).toMatch(/^[0-9a-z]+-([0-9a-z]+-)?(app|panel|datasource)$/);
    expect(name).not.toBe(id);
    for (const logo of [info.logos.small, info.logos.large]) {
      expect(fs.existsSync(path.join(ROOT, 'src', folder, logo))).toBe(true);
    }
  });

  it('have the same Grafana versions', () => {
    expect(new Set(ALL.map(({ manifest }) => manifest.dependencies.grafanaDependency)).size).toBe(1);
  });

  it.each(NESTED)('of $folder are in the includes of the app, as the catalog requires', ({ folder, manifest }) => {
    expect(app.includes).toContainEqual({
      type: manifest.type,
      name: expect.any(String),
      path: `${folder}/plugin.json`,
    });
  });

  it('have different names, so that they can be distinguished in the list of plugins', () => {
    expect(new Set(ALL.map(({ manifest }) => manifest.name)).size).toBe(ALL.length);
  });

  it.each(['installing.md', 'setup/eks.md', 'setup/docker.md'])('have the IDs that docs/%s allows to load', (guide) => {
    const text = fs.readFileSync(path.join(ROOT, 'docs', guide), 'utf8');
    const [, ids = ''] = /allow_loading_unsigned_plugins *[=:] *(\S+)/i.exec(text) ?? [];
    expect(ids.split(',')).toEqual(ALL.map(({ manifest }) => manifest.id));
  });

  it('include existing dashboards', () => {
    const dashboards = app.includes.filter(({ type }) => type === 'dashboard').map((include) => include.path);
    expect(dashboards.length).toBeGreaterThan(0);
    expect(dashboards.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('the built bundle (run npm run build first)', () => {
  const dist = (file: string) => path.join(ROOT, 'dist', file);

  it('holds no folders but those of the plugins, their logos and dashboards', () => {
    const folders = fs.readdirSync(dist('.'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(['dashboards', 'datasource', 'flowgraph', 'img']);
  });

  it.each([
    'module.js',
    'img/logo.svg',
    'dashboards/network-overview.json',
    'dashboards/node.json',
    'dashboards/workload.json',
    ...NESTED.flatMap(({ folder }) => ['module.js', 'plugin.json', 'img/logo.svg'].map((file) => `${folder}/${file}`)),
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'THIRD_PARTY_LICENSES.txt',
  ])('contains %s', (file) => {
    expect(fs.existsSync(dist(file))).toBe(true);
  });
});

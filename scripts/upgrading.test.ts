/** @jest-environment node */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { coreDashboards } from '../dashboards/all';
import { DEFAULT_FOLDER } from './import/plan/folder';

const ROOT = path.join(__dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

const PAGE = read('docs/upgrading.md');
const { groups }: { groups: Array<{ name: string; rules: Array<{ uid: string }> }> } = parse(
  read('provisioning/alerting/eastwest.yaml')
);

/** The code blocks of the page in a language, in order. */
const blocks = (language: string) =>
  [...PAGE.matchAll(new RegExp(`^ *\`\`\`${language}\\n([^]*?)\`\`\``, 'gm'))].map(([, code = '']) => code);
const namesIn = (list: string) => [...list.matchAll(/"([\w-]+)"/g)].map(([, name]) => name);

describe('docs/upgrading.md', () => {
  it('moves every core dashboard and every rule group from the importer to Terraform', () => {
    const [imports = ''] = blocks('hcl');
    const [dashboards = '', rules = ''] = [...imports.matchAll(/toset\((\[.*\])\)/g)].map(([, list]) => list ?? '');
    const core = coreDashboards();
    expect(namesIn(dashboards).sort()).toEqual(Object.keys(core).sort());
    expect(Object.entries(core).filter(([name, { uid }]) => uid !== `eastwest-core-${name}`)).toEqual([]);
    expect(namesIn(rules).map((name) => `eastwest-${name}`)).toEqual(groups.map(({ name }) => name).sort());
    expect(imports).toContain(`id = "${DEFAULT_FOLDER.uid}"`);
    expect(imports).toContain(`id       = "${DEFAULT_FOLDER.uid}:eastwest-\${each.key}"`);
    expect(PAGE).toContain(`"${1 + Object.keys(core).length + groups.length} to import`);
  });

  it('leaves no file of the old version, because Grafana rejects a signed plugin with more files', () => {
    const [upgrade = ''] = blocks('sh');
    const [removed, extracted] = ['rm -r /var/lib/grafana/plugins/eastwest-networkflow-app', 'unzip'].map((command) =>
      upgrade.indexOf(command)
    );
    expect(removed).toBeGreaterThan(0);
    expect(extracted).toBeGreaterThan(removed ?? 0);
  });

  it('deletes every data source of the provisioning file', () => {
    const [removal = ''] = blocks('yaml');
    const { deleteDatasources } = parse(removal.replace(/^ {3}/gm, ''));
    const { datasources } = parse(read('provisioning/datasources/eastwest.yaml'));
    const names = (list: Array<{ name: string }>) => list.map(({ name }) => name).sort();
    expect(names(deleteDatasources)).toEqual(names(datasources));
  });

  it('deletes every rule of the provisioning file', () => {
    const command = blocks('sh').find((block) => block.includes('deleteRules')) ?? '';
    const [, from = ''] = /s\/(.*?)\//.exec(command) ?? [];
    // Converted from the syntax of sed.
    const pattern = new RegExp(from.replaceAll('\\(', '(').replaceAll('\\)', ')'));
    const found = read('provisioning/alerting/eastwest.yaml')
      .split('\n')
      .flatMap((line) => pattern.exec(line)?.[1] ?? []);
    expect(found).toEqual(groups.flatMap(({ rules }) => rules.map(({ uid }) => uid)));
  });

  it('deletes the provisioning file of the app before the app, as the file says', () => {
    const [first, second] = [
      'Delete `provisioning/plugins/eastwest.yaml`',
      'Delete the folder `eastwest-networkflow-app`',
    ];
    expect(PAGE.indexOf(first ?? '')).toBeGreaterThan(0);
    expect(PAGE.indexOf(first ?? '')).toBeLessThan(PAGE.indexOf(second ?? ''));
    expect(read('provisioning/plugins/eastwest.yaml')).toMatch(/Delete this file before the plugin/);
  });
});

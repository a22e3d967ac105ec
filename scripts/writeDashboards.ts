import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { yamlFile } from '../alerts/yamlFile';
import { coreDashboards, DASHBOARDS } from '../dashboards/all';
import { dashboardJson } from '../dashboards/json';
import { REVISIONS_COMMENT, revisionsOf } from '../dashboards/revisions';
import { nothingWritten } from './messages';

const DIRECTORY = path.join(__dirname, '..', 'dashboards');
const REVISIONS = path.join(DIRECTORY, 'revisions.yaml');

function write(file: string, dashboard: object): void {
  fs.writeFileSync(path.join(DIRECTORY, `${file}.json`), dashboardJson(dashboard));
}

function main(): void {
  const dashboards = Object.fromEntries(Object.entries(DASHBOARDS).map(([name, build]) => [name, build()]));
  const { revisions, problems } = revisionsOf(dashboards, parse(fs.readFileSync(REVISIONS, 'utf8')));
  if (problems.length > 0) {
    console.error(nothingWritten(problems));
    process.exitCode = 1;
    return;
  }
  fs.mkdirSync(path.join(DIRECTORY, 'core'), { recursive: true });
  Object.entries(dashboards).forEach(([name, dashboard]) => write(name, dashboard));
  Object.entries(coreDashboards()).forEach(([name, dashboard]) => write(`core/${name}`, dashboard));
  fs.writeFileSync(REVISIONS, yamlFile([REVISIONS_COMMENT], revisions, 'dashboards'));
}

main();

import fs from 'node:fs';
import path from 'node:path';
import { coreDashboards, DASHBOARDS } from '../dashboards/all';
import { dashboardJson } from '../dashboards/json';

const DIRECTORY = path.join(__dirname, '..', 'dashboards');

function write(file: string, dashboard: object): void {
  fs.writeFileSync(path.join(DIRECTORY, `${file}.json`), dashboardJson(dashboard));
}

fs.mkdirSync(path.join(DIRECTORY, 'core'), { recursive: true });
Object.entries(DASHBOARDS).forEach(([name, build]) => write(name, build()));
Object.entries(coreDashboards()).forEach(([name, dashboard]) => write(`core/${name}`, dashboard));

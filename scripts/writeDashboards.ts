import fs from 'node:fs';
import path from 'node:path';
import { DASHBOARDS } from '../dashboards/all';
import { dashboardJson } from '../dashboards/json';

for (const [name, build] of Object.entries(DASHBOARDS)) {
  fs.writeFileSync(path.join(__dirname, '..', 'dashboards', `${name}.json`), dashboardJson(build()));
}

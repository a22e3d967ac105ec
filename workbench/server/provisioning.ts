import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type DataSourceSettings } from './shared/options';

type Environment = Record<string, string | undefined>;

/** The data sources in Grafana provisioning files (`<dir>/*.yaml`), with the environment filled in. */
export async function readDataSources(dir: string, env: Environment): Promise<DataSourceSettings[]> {
  const names = (await readdir(dir)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const files = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
  return files.flatMap((text) => parseDataSources(text, env));
}

/** The data sources in one provisioning file. A missing UID is derived from the name, because Grafana requires one. */
export function parseDataSources(yaml: string, env: Environment): DataSourceSettings[] {
  const file: { datasources?: Array<Partial<DataSourceSettings>> } | null = parse(yaml, (_key, value: unknown) =>
    typeof value === 'string' ? expandEnvironment(value, env) : value
  );
  return (file?.datasources ?? []).map((entry) => {
    const { name = '', type = '', url = '', isDefault = false, jsonData = {}, secureJsonData = {} } = entry;
    const uid = entry.uid ?? name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return { uid, name, type, url, isDefault, jsonData, secureJsonData };
  });
}

/** Replaces `$NAME`, `${NAME}` and `$__env{NAME}` with the variable's value or nothing; `$$` is a plain dollar sign. */
export function expandEnvironment(text: string, env: Environment): string {
  return text.replace(/\$(?:(\$)|__env\{(\w+)\}|\{(\w+)\}|(\w+))/g, (_all, dollar, wrapped, braced, plain) =>
    dollar ? '$' : (env[wrapped ?? braced ?? plain] ?? '')
  );
}

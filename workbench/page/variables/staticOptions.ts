import { type DataSourceInstanceSettings } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { type SavedVariable } from '../model/savedDashboard';
import { type VariableOption } from './types';

/** Parses `a, b, displayed text : value`; a comma in a value is written as `\,`. */
export function parseCustomOptions(query: string): VariableOption[] {
  const parts = query.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ',').trim());
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const [, text = part, value = part] = /^(.+?)\s:\s(.+)$/.exec(part) ?? [];
      return { text: text.trim(), value: value.trim() };
    });
}

/** The data sources of the variable's type, filtered by its regular expression on names. */
export function dataSourceOptions(model: SavedVariable, dataSourceSrv: DataSourceSrv): VariableOption[] {
  const type = String(model.query ?? '');
  const pattern = toRegExp(model.regex ?? '');
  const found = dataSourceSrv.getList({ type }).filter(({ name }) => pattern.test(name));
  return found.sort(defaultFirst).map(({ name, uid }) => ({ text: name, value: uid }));
}

function defaultFirst(a: DataSourceInstanceSettings, b: DataSourceInstanceSettings): number {
  return Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name);
}

/** Parses `/pattern/flags` or a plain pattern; empty matches everything. */
export function toRegExp(text: string): RegExp {
  const [, source, flags] = /^\/(.*)\/([a-z]*)$/.exec(text) ?? [];
  return source === undefined ? new RegExp(text) : new RegExp(source, flags);
}

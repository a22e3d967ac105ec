import {
  type DataFrame,
  type DisplayValue,
  type Field,
  formattedValueToString,
  getFieldDisplayName,
  type ScopedVars,
} from '@grafana/data';
import { get } from 'lodash';
import { type VariableExpression } from './expression';

/** What @grafana/data puts into `__dataContext` when it creates the links of a value. */
interface DataContext {
  data: DataFrame[];
  frame: DataFrame;
  field: Field;
  rowIndex?: number;
  calculatedValue?: DisplayValue;
}

/**
 * The value of `${__field.…}`, `${__series.name}`, `${__value.…}` or `${__data.fields…}`; undefined for anything else.
 */
export function dataLinkValue(
  { name, fieldPath = '' }: VariableExpression,
  scopedVars: ScopedVars
): string | undefined {
  const context: DataContext | undefined = scopedVars.__dataContext?.value;
  if (context === undefined) {
    return undefined;
  }
  switch (name) {
    case '__field':
      return fieldValue(context, fieldPath);
    case '__series':
      return context.frame.name ?? '';
    case '__value':
      return valueOf(context.field, context, fieldPath);
    case '__data':
      return cellValue(context, fieldPath);
    default:
      return undefined;
  }
}

function fieldValue({ field, frame, data }: DataContext, path: string): string {
  const named = { ...field, name: getFieldDisplayName(field, frame, data), labels: field.labels ?? {} };
  const found: unknown = get(named, path);
  return typeof found === 'object' && found !== null ? pairs(found) : String(found ?? '');
}

function pairs(labels: object): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(', ');
}

function valueOf(field: Field, { rowIndex, calculatedValue }: DataContext, path: string): string {
  const raw: unknown = calculatedValue === undefined ? field.values[rowIndex ?? -1] : calculatedValue.numeric;
  const shown = calculatedValue ?? field.display?.(raw);
  switch (path) {
    case 'text':
      return shown === undefined ? String(raw ?? '') : formattedValueToString(shown);
    case 'numeric':
      return String(shown?.numeric ?? raw);
    default:
      return String(raw ?? '');
  }
}

/** The value of `fields.Name`, `fields["Name"]` or `fields[1]`, each optionally followed by `.text` or `.numeric`. */
function cellValue(context: DataContext, path: string): string | undefined {
  const [, named, quoted, index, kind = ''] =
    /^fields(?:\.([^.[]+)|\[["'](.+?)["']\]|\[(\d+)\])(?:\.(\w+))?$/.exec(path) ?? [];
  const { frame, data } = context;
  const name = named ?? quoted;
  const field =
    index === undefined
      ? frame.fields.find((candidate) =>
          [candidate.name, getFieldDisplayName(candidate, frame, data)].includes(name ?? '')
        )
      : frame.fields[Number(index)];
  return field && valueOf(field, context, kind);
}

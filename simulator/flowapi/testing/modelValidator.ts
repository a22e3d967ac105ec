/**
 * Validates responses against the model. The live service does two things that are not in the model, and they are
 * accepted: `""` for strings that it does not know, regardless of their pattern, and `null` for members that are not
 * required.
 */
import { isJsonObject } from '../http/input';
import { modelOperation, type Shape, type ShapeReference, shapeOf } from './apiModel';

/** The violations in a response body, each with its path; empty if the body is valid. */
export function findingsIn(operation: string, body: unknown): string[] {
  const { output } = modelOperation(operation);
  return output ? check(output, body, operation) : [];
}

function check(reference: ShapeReference, value: unknown, at: string): string[] {
  const shape = shapeOf(reference);
  switch (shape.type) {
    case 'structure':
      return checkStructure(shape, value, at);
    case 'list':
      return checkList(shape, value, at);
    case 'map':
      return checkMap(shape, value, at);
    case 'string':
      return checkString(shape, value, at);
    case 'timestamp':
      return checkTimestamp(shape, value, at);
    case 'integer':
    case 'long':
      return Number.isSafeInteger(value) ? [] : [`${at}: ${String(value)} is not a ${shape.type}`];
    case 'double':
      return typeof value === 'number' ? [] : [`${at}: ${String(value)} is not a double`];
    default:
      return [`${at}: the validator does not support ${shape.type}`];
  }
}

function checkStructure({ members = {}, required = [], union }: Shape, value: unknown, at: string): string[] {
  if (!isJsonObject(value)) {
    return [`${at}: not a structure`];
  }
  const missing = required.filter((name) => value[name] === undefined || value[name] === null);
  const count = Object.keys(value).length;
  const findings = Object.entries(value).flatMap(([name, member]) => {
    const reference = members[name];
    if (!reference) {
      return [`${at}.${name}: not in the model`];
    }
    return member === null ? [] : check(reference, member, `${at}.${name}`);
  });
  return [
    ...missing.map((name) => `${at}.${name}: required and missing`),
    ...(union && count !== 1 ? [`${at}: a union of ${count} members`] : []),
    ...findings,
  ];
}

function checkList({ member, sparse, min, max }: Shape, value: unknown, at: string): string[] {
  if (!Array.isArray(value) || !member) {
    return [`${at}: not a list`];
  }
  const items: unknown[] = value;
  return [
    ...checkSize(items.length, { min, max }, at),
    ...items.flatMap((item, index) => (item === null && sparse ? [] : check(member, item, `${at}[${index}]`))),
  ];
}

function checkMap({ key, value: item }: Shape, value: unknown, at: string): string[] {
  if (!isJsonObject(value) || !key || !item) {
    return [`${at}: not a map`];
  }
  return Object.entries(value).flatMap(([name, member]) => [
    ...check(key, name, `${at} key`),
    ...check(item, member, `${at}.${name}`),
  ]);
}

function checkString(shape: Shape, value: unknown, at: string): string[] {
  if (typeof value !== 'string') {
    return [`${at}: ${String(value)} is not a string`];
  }
  if (value === '') {
    return [];
  }
  const isUnknownValue = shape.enum && !shape.enum.includes(value);
  const isMisshapen = shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value);
  return [
    ...(isUnknownValue ? [`${at}: "${value}" is not in the enum`] : []),
    ...(isMisshapen ? [`${at}: "${value}" does not match ${shape.pattern}`] : []),
    ...checkSize(value.length, shape, at),
  ];
}

function checkSize(size: number, { min = 0, max = Infinity }: Pick<Shape, 'min' | 'max'>, at: string): string[] {
  return size < min || size > max ? [`${at}: length ${size} is not in ${min}..${max}`] : [];
}

/** Without a format, rest-json has seconds since the Unix epoch in bodies. */
function checkTimestamp({ timestampFormat = 'unixTimestamp' }: Shape, value: unknown, at: string): string[] {
  const isRight =
    timestampFormat === 'iso8601'
      ? typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)
      : typeof value === 'number' && value > 1e9 && value < 1e10;
  return isRight ? [] : [`${at}: ${String(value)} is not a timestamp in the format ${timestampFormat}`];
}

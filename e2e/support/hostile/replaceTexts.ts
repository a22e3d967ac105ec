import { hashText } from '../../../simulator/world/hash';
import { type Shape, type ShapeReference, shapeOf } from '../../../simulator/flowapi/testing/apiModel';
import { isJsonObject } from '../../../simulator/flowapi/http/input';
import { type Coverage } from './coverage';
import { HOSTILE_STRINGS, hostileName, type HostileName, ROUNDS } from '../../../src/testing/hostileStrings';

/** Shapes whose values a client checks or computes with: another value is another answer, not another text. */
const KEPT_SHAPES = ['QueryStatus', 'MetricUnit', 'SyntheticTimestamp_date_time'];

/** Members that a client sends back as they are: the ID of a query, and the token of the next page. */
const KEPT_MEMBERS = ['queryId', 'nextToken'];

/** Fields that name the columns of a generic table. With other names, it is another table. */
const KEPT_FIELDS = ['QueryField.name'];

/** Fields that requests have as a segment of their path. No URL can have the segment "..". */
const SEGMENTS = ['MonitorSummary.monitorName', 'PerformanceMonitorSummary.monitorName', 'ScopeSummary.scopeId'];

/** How the texts of one response are replaced. */
export interface Replacement {
  /** Adds to the number of the hostile string. */
  round: number;
  coverage: Coverage;
  /** Called with the field, and its hostile and its original text. */
  onText: (field: string, hostile: string, original: string) => void;
}

/**
 * Replaces each text of a response by a hostile string, except those of the kinds above. The model decides which fields
 * are texts and what they are called; texts that are not in the model are replaced, too. Equal texts are replaced by
 * equal ones, so that reports about the same pods still fit together.
 */
export function replaceTexts(reference: ShapeReference | undefined, body: unknown, replacement: Replacement): unknown {
  return replaced({ reference, field: reference?.shape ?? 'unknown', isRequired: false }, body, replacement);
}

/** Whether the texts of a place are kept. The member is that of the structure around it. */
export function keepsText(reference: ShapeReference | undefined, field: string, member: string | undefined): boolean {
  return (
    KEPT_SHAPES.includes(reference?.shape ?? '') || KEPT_FIELDS.includes(field) || KEPT_MEMBERS.includes(member ?? '')
  );
}

/** A place in a response. */
interface Place {
  reference: ShapeReference | undefined;
  /** The structure and the member, such as "MonitorSummary.monitorName". */
  field: string;
  /** The last member on the way. */
  member?: string;
  /** Whether the model requires the member: it cannot be empty. */
  isRequired: boolean;
}

function replaced(place: Place, value: unknown, replacement: Replacement): unknown {
  if (typeof value === 'string') {
    return replacedText(place, value, replacement);
  }
  const shape = place.reference && shapeOf(place.reference);
  if (Array.isArray(value)) {
    return value.map((item: unknown) => replaced({ ...place, reference: shape?.member }, item, replacement));
  }
  return isJsonObject(value) ? replacedObject(place, shape, value, replacement) : value;
}

function replacedObject(
  place: Place,
  shape: Shape | undefined,
  value: Record<string, unknown>,
  replacement: Replacement
): object {
  const isMap = shape?.type === 'map';
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (isMap) {
        const key = replaced(
          { reference: shape.key, field: `${place.field} key`, isRequired: true },
          name,
          replacement
        );
        const item = { reference: shape.value, field: `${place.field} value`, isRequired: false };
        return [String(key), replaced(item, member, replacement)];
      }
      const inside = {
        reference: shape?.members?.[name],
        field: `${place.reference?.shape ?? place.field}.${name}`,
        member: name,
        isRequired: shape?.required?.includes(name) ?? false,
      };
      return [name, replaced(inside, member, replacement)];
    })
  );
}

function replacedText({ reference, field, member, isRequired }: Place, text: string, replacement: Replacement): string {
  if (keepsText(reference, field, member)) {
    return text;
  }
  const name = nameFor(text, { field, isRequired }, replacement.round);
  replacement.coverage.add(field, name);
  replacement.onText(field, HOSTILE_STRINGS[name], text);
  return HOSTILE_STRINGS[name];
}

/** A required member that is empty would be a response that violates the model, not a hostile text. */
function nameFor(text: string, { field, isRequired }: Pick<Place, 'field' | 'isRequired'>, round: number): HostileName {
  const name = hostileName((hashText(text) % ROUNDS) + round);
  if (name === 'onlyParents' && SEGMENTS.includes(field)) {
    return 'parents';
  }
  return name === 'empty' && isRequired ? 'spaces' : name;
}

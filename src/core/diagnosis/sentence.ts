import { TEMPLATES } from './messages';
import { type Place } from './place';

/** The unit of an amount. "perGb" counts events per 10^9 bytes, and "share" is from 0 to 1. */
export type AmountUnit = 'count' | 'bytes' | 'perGb' | 'share' | 'usdPerMonth' | 'seconds';

/** What a sentence is about. Users can select each of them: places in the graph, times in charts. */
export type Fact =
  | { kind: 'place'; place: Place }
  | { kind: 'time'; timeMs: number; orEarlier?: true }
  | { kind: 'amount'; amount: number; unit: AmountUnit }
  | { kind: 'name'; name: string }
  /** A sentence of an event. */
  | { kind: 'text'; text: string };

export type SentenceId = keyof typeof TEMPLATES;

/** The names in braces of a template. */
type NamesIn<Template> = Template extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** A sentence as its template and the facts in it, so that each fact can be a link and be checked. */
export interface Sentence {
  id: SentenceId;
  facts: Readonly<Record<string, Fact>>;
}

/** A sentence with all facts of its template. */
export function say<Id extends SentenceId>(
  id: Id,
  facts: Readonly<Record<NamesIn<(typeof TEMPLATES)[Id]>, Fact>>
): Sentence {
  return { id, facts };
}

export function at(place: Place): Fact {
  return { kind: 'place', place };
}

export function time(timeMs: number): Extract<Fact, { kind: 'time' }> {
  return { kind: 'time', timeMs };
}

/** A time before which nothing is known. */
export function timeOrEarlier(timeMs: number): Extract<Fact, { kind: 'time' }> {
  return { kind: 'time', timeMs, orEarlier: true };
}

export function amount(value: number, unit: AmountUnit = 'count'): Fact {
  return { kind: 'amount', amount: value, unit };
}

export function name(text: string): Fact {
  return { kind: 'name', name: text };
}

export function text(of: string): Fact {
  return { kind: 'text', text: of };
}

/** The text and the facts of a sentence, in their order. */
export function partsOf({ id, facts }: Sentence): Array<string | Fact> {
  return TEMPLATES[id]
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part : (facts[part] ?? part)))
    .filter((part) => part !== '');
}

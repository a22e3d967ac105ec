import { type GroupField, type GroupValue } from '../flow/groupField';
import { type Flow } from '../flow/flow';
import { type GroupTimeSeries } from '../flow/timeSeries';
import { topTalkers } from '../flow/topTalkers';
import { type Observations, type PairSeries } from './observations';
import { type EndPlace } from './place';

const END_FIELDS = ['Namespace', 'Workload', 'Pod', 'Node', 'Zone', 'External', 'Address'] as const;

/** The fields by which flows over time must be grouped for a diagnosis. */
export const PAIR_FIELDS: readonly GroupField[] = [
  ...END_FIELDS.map((field) => `client${field}` as const),
  ...END_FIELDS.map((field) => `server${field}` as const),
  'port',
];

/** An end of the connections of one pod, node, or external address. Members are absent if they are unknown. */
export interface PairEnd {
  place: EndPlace;
  pod?: string;
  node?: string;
  zone?: string;
}

/** Bytes, and retransmissions together with timeouts, in the steps of the history. */
export interface Amounts {
  bytes: number[];
  losses: number[];
}

/** The connections from one client to one server over time. */
interface PairHistory extends Amounts {
  client: PairEnd;
  server: PairEnd;
}

/** All pairs with the steps that their amounts belong to. */
export interface PairHistories {
  /** The start of the first step, then the end of each step. */
  timesMs: readonly number[];
  /** The first step in the window; earlier ones are in the window before. */
  firstNow: number;
  pairs: readonly PairHistory[];
}

/**
 * The history of all pairs: from the flow series, with a value for each step, or else from the tables of flows, as two steps
 * that are as long as the windows. Undefined without both.
 */
export function pairHistories({ pairs, flows, windows, stepMs }: Observations): PairHistories | undefined {
  const { before, now } = windows;
  if (pairs) {
    const stepCount = Math.round((now.endMs - before.startMs) / stepMs);
    const timesMs = Array.from({ length: stepCount + 1 }, (_, step) => before.startMs + step * stepMs);
    const firstNow = Math.round((now.startMs - before.startMs) / stepMs);
    return { timesMs, firstNow, pairs: fromSeries(pairs, { timesMs, stepMs }, flows?.now ?? []) };
  }
  if (flows) {
    return {
      timesMs: [before.startMs, before.endMs, now.endMs],
      firstNow: 1,
      pairs: fromTables([flows.before, flows.now]),
    };
  }
  return undefined;
}

/** Facts about an address that some of its flows have and others lack. */
interface AddressFacts {
  externalName?: string;
  node?: string;
  zone?: string;
}

/**
 * The facts about addresses. An agent knows only the node of its own end, and the node of a StatefulSet's pod that moved is
 * ambiguous. Flows of the API have better names of external ends than the flow series, which have no category.
 */
function addressFacts(groups: ReadonlyArray<readonly GroupValue[]>, flows: readonly Flow[]): Map<string, AddressFacts> {
  const facts = new Map<string, AddressFacts>();
  for (const { address, node, zone } of groups.flatMap((group) => [clientOf(group), serverOf(group)])) {
    if (address !== undefined && node !== undefined) {
      const known = facts.get(address);
      // An address that was on two nodes is on neither.
      facts.set(address, known && known.node !== node ? {} : { node, ...(zone !== undefined && { zone }) });
    }
  }
  for (const { ip, external } of flows.flatMap(({ client, server }) => [client, server])) {
    if (ip && external) {
      facts.set(ip, { ...facts.get(ip), externalName: external.name });
    }
  }
  return facts;
}

/** The fields of an end in a group. */
interface EndFields {
  namespace?: string;
  workload?: string;
  pod?: string;
  node?: string;
  zone?: string;
  external?: string;
  address?: string;
}

function clientOf(group: readonly GroupValue[]): EndFields {
  return endFields(group.slice(0, END_FIELDS.length));
}

function serverOf(group: readonly GroupValue[]): EndFields {
  return endFields(group.slice(END_FIELDS.length, 2 * END_FIELDS.length));
}

function endFields(values: readonly GroupValue[]): EndFields {
  const [namespace, workload, pod, node, zone, external, address] = values.map((value) => value?.toString());
  return { namespace, workload, pod, node, zone, external, address };
}

/** The pairs that are in the history already, with a new entry for others. */
class PairDrafts {
  private readonly drafts = new Map<string, PairHistory>();

  constructor(
    private readonly stepCount: number,
    private readonly facts: ReadonlyMap<string, AddressFacts>
  ) {}

  of(group: readonly GroupValue[]): PairHistory {
    const key = JSON.stringify(group);
    const known = this.drafts.get(key);
    if (known) {
      return known;
    }
    const zeros = () => new Array<number>(this.stepCount).fill(0);
    const ends = { client: this.endOf(clientOf(group)), server: this.endOf(serverOf(group)) };
    const draft = { ...ends, bytes: zeros(), losses: zeros() };
    this.drafts.set(key, draft);
    return draft;
  }

  all(): PairHistory[] {
    return [...this.drafts.values()];
  }

  private endOf({ address = '', ...end }: EndFields): PairEnd {
    const { node, zone, externalName } = { ...this.facts.get(address), ...withoutUnknown(end) };
    const rest = { ...(end.pod && { pod: end.pod }), ...(node && { node }), ...(zone && { zone }) };
    if (end.workload !== undefined) {
      return { place: { kind: 'workload', namespace: end.namespace ?? '', workload: end.workload }, ...rest };
    }
    if (end.external === undefined && node !== undefined) {
      return { place: { kind: 'node', node }, ...rest };
    }
    return { place: { kind: 'external', name: externalName ?? end.external ?? address }, ...rest };
  }
}

function withoutUnknown({ node, zone }: EndFields): AddressFacts {
  return { ...(node !== undefined && { node }), ...(zone !== undefined && { zone }) };
}

interface Steps {
  timesMs: readonly number[];
  stepMs: number;
}

function fromSeries(series: PairSeries, { timesMs, stepMs }: Steps, flows: readonly Flow[]): PairHistory[] {
  const { bytes, retransmissions, timeouts } = series;
  const groups = [bytes, retransmissions, timeouts].flatMap((list) => list.map(({ group }) => group));
  const drafts = new PairDrafts(timesMs.length - 1, addressFacts(groups, flows));
  const startMs = timesMs[0] ?? 0;
  const addTo = (amounts: keyof Amounts, list: readonly GroupTimeSeries[]) => {
    for (const { group, timesMs: ends, values } of list) {
      const into = drafts.of(group)[amounts];
      ends.forEach((endMs, index) => {
        const step = Math.ceil((endMs - startMs) / stepMs) - 1;
        if (step in into) {
          into[step] = (into[step] ?? 0) + (values[index] ?? 0);
        }
      });
    }
  };
  addTo('bytes', bytes);
  addTo('losses', retransmissions);
  addTo('losses', timeouts);
  return drafts.all();
}

function fromTables(tables: ReadonlyArray<readonly Flow[]>): PairHistory[] {
  const talkers = tables.map((flows) => topTalkers(flows, PAIR_FIELDS));
  const groups = talkers.flatMap((list) => list.map(({ group }) => group));
  const drafts = new PairDrafts(tables.length, addressFacts(groups, tables.flat()));
  talkers.forEach((list, step) => {
    for (const { group, bytes = 0, retransmissions = 0, timeouts = 0 } of list) {
      const draft = drafts.of(group);
      draft.bytes[step] = bytes;
      draft.losses[step] = retransmissions + timeouts;
    }
  });
  return drafts.all();
}

/**
 * The traffic between two endpoints. Each tick of ten seconds has whole amounts, drawn from a hash of the pair and the
 * tick; within a tick they are distributed evenly and rounded down. Therefore, any window adds up to the same whole
 * numbers regardless of how it is split, and any time can be computed directly.
 */
import { crossesZones } from './endpoints';
import { RandomStream, combine, unit } from './hash';
import { type EndpointPair, openConnections } from './pairs';
import { dayWave, MINUTE_MS, TICK_MS as TICK } from './time';
import * as positions from './trafficAmounts';
import { type Amounts, zeroAmounts } from './trafficAmounts';

// Copied into constants of this file, because CommonJS loaders turn every use of an import into a function call.
const {
  PAYLOAD_UP,
  PAYLOAD_DOWN,
  SEGMENTS_UP,
  SEGMENTS_DOWN,
  RETRANSMITTED_SYN,
  RETRANSMITTED_UP,
  RETRANSMITTED_DOWN,
  TIMEOUTS_SYN,
  TIMEOUTS_UP,
  TIMEOUTS_DOWN,
  CONNECTIONS,
  ROUND_TRIP_SUM,
  ROUND_TRIP_SAMPLES,
  SENT_BYTES_UP,
  RECEIVED_BYTES_UP,
  SENT_PACKETS_UP,
  RECEIVED_PACKETS_UP,
  SENT_BYTES_DOWN,
  RECEIVED_BYTES_DOWN,
  SENT_PACKETS_DOWN,
  RECEIVED_PACKETS_DOWN,
} = positions;
const TICK_MS = TICK;
// For the same reason: in a test runner's sandbox, globals are looked up by name.
const { ceil, floor, max, min, round } = Math;

/** TCP payload of a full segment at an MTU of 1500 with timestamps. */
const SEGMENT_BYTES = 1448;
/** Ethernet, IPv4 and TCP with timestamps: what an interface counts in addition to a segment's payload. */
export const TCP_HEADER_BYTES = 66;
const UDP_HEADER_BYTES = 42;
/** The client sends SYN, its ACK, FIN, its ACK; the server sends SYN-ACK, FIN, ACK. */
const HANDSHAKE_PACKETS_UP = 4;
const HANDSHAKE_PACKETS_DOWN = 3;
const SEGMENTS_PER_ACK = 2;

/**
 * When a client whose packets are dropped sends packets, in ms since its attempt began; there is one attempt per tick. Linux
 * retransmits a SYN after one second, and then each time after twice the time (RFC 6298, tcp_syn_retries). Resolvers
 * repeat a lookup after five seconds by default.
 */
export const ATTEMPT_OFFSETS_MS: Readonly<Record<'TCP' | 'UDP', readonly number[]>> = {
  TCP: [0, 1000, 3000, 7000],
  UDP: [0, 5000],
};

const LOSS_WITHIN_ZONE = 2e-6;
const LOSS_ACROSS_ZONES = 1e-5;
const LOSS_OUTSIDE = 2e-4;
/** The other lost segments are repaired by fast retransmission. */
const TIMEOUTS_PER_RETRANSMISSION = 0.15;
const FLUTTER_MS = 300_000;

/** Load over the day by minute. */
const LOAD_OF_MINUTE = Float64Array.from({ length: 1440 }, (_, minute) => 1 + 0.35 * dayWave(minute * MINUTE_MS));

function loadAt(timeMs: number): number {
  return LOAD_OF_MINUTE[floor(timeMs / MINUTE_MS) % 1440] ?? 1;
}

function baseLossRatio(pair: EndpointPair): number {
  if (pair.client.type === 'external' || pair.server.type === 'external') {
    return LOSS_OUTSIDE;
  }
  return crossesZones(pair.client, pair.server) ? LOSS_ACROSS_ZONES : LOSS_WITHIN_ZONE;
}

/** The effects of incidents on a pair in a tick. */
interface Conditions {
  load: number;
  connections: number;
  loss: number;
  synLoss: number;
  roundTrip: number;
  /** Whether no attempt to open a connection succeeds, because policies deny it or the server does not answer. */
  isInVain: boolean;
}

const conditions: Conditions = { load: 1, connections: 1, loss: 0, synLoss: 0, roundTrip: 1, isInVain: false };

function conditionsOf(pair: EndpointPair, tickStartMs: number): Conditions {
  conditions.load = 1;
  conditions.connections = 1;
  conditions.loss = 0;
  conditions.synLoss = 0;
  conditions.roundTrip = 1;
  conditions.isInVain = false;
  for (const effect of pair.effects) {
    if (effect.startMs <= tickStartMs && tickStartMs < effect.endMs) {
      conditions.load *= effect.loadFactor;
      conditions.connections *= effect.connectionFactor;
      conditions.loss += effect.lossRatio;
      conditions.synLoss += effect.synLossRatio;
      conditions.roundTrip *= effect.roundTripFactor;
      conditions.isInVain ||= effect.isUnanswered || effect.denial !== undefined;
    }
  }
  return conditions;
}

const chance = new RandomStream();

/** Writes the amounts of one tick into `out`. Returns false if there is no traffic. */
function drawTick(pair: EndpointPair, tick: number, out: Amounts): boolean {
  const tickStartMs = tick * TICK_MS;
  const now = conditionsOf(pair, tickStartMs);
  const flutter = 0.8 + 0.4 * unit(combine(pair.conversation.hash, floor(tickStartMs / FLUTTER_MS)));
  chance.from(combine(pair.hash, tick));
  const requests = chance.round(pair.requestsPerTick * loadAt(tickStartMs) * now.load * flutter * chance.around(0.4));
  if (requests === 0) {
    return false;
  }
  const { spec } = pair.conversation;
  if (now.isInVain) {
    drawAttempts(pair, requests, out);
    return true;
  }
  const payloadUp = round(requests * spec.requestBytes * chance.around(0.2));
  const payloadDown = round(requests * spec.responseBytes * chance.around(0.2));
  out.fill(0);
  if (spec.protocol === 'UDP') {
    drawDatagrams(requests, payloadUp, payloadDown, out);
  } else {
    drawSegments(pair, now, requests, payloadUp, payloadDown, out);
  }
  return true;
}

/**
 * A client whose packets are dropped keeps trying on each of its connections. Nothing arrives at the server's process, so no
 * connection is established.
 */
function drawAttempts(pair: EndpointPair, requests: number, out: Amounts): void {
  const { protocol } = pair.conversation.spec;
  const attempts = min(requests, openConnections(pair));
  const packets = attempts * ATTEMPT_OFFSETS_MS[protocol].length;
  out.fill(0);
  out[SENT_PACKETS_UP] = packets;
  if (protocol === 'UDP') {
    out[SENT_BYTES_UP] = packets * (pair.conversation.spec.requestBytes + UDP_HEADER_BYTES);
    return;
  }
  out[RETRANSMITTED_SYN] = out[TIMEOUTS_SYN] = packets - attempts;
  out[SENT_BYTES_UP] = packets * TCP_HEADER_BYTES;
}

/** The agent's socket probes do not see datagrams: they count on interfaces only. */
function drawDatagrams(requests: number, payloadUp: number, payloadDown: number, out: Amounts): void {
  out[SENT_PACKETS_UP] = out[RECEIVED_PACKETS_UP] = requests;
  out[SENT_PACKETS_DOWN] = out[RECEIVED_PACKETS_DOWN] = requests;
  out[SENT_BYTES_UP] = out[RECEIVED_BYTES_UP] = payloadUp + requests * UDP_HEADER_BYTES;
  out[SENT_BYTES_DOWN] = out[RECEIVED_BYTES_DOWN] = payloadDown + requests * UDP_HEADER_BYTES;
}

function drawSegments(
  pair: EndpointPair,
  now: Conditions,
  requests: number,
  payloadUp: number,
  payloadDown: number,
  out: Amounts
): void {
  const segmentsUp = max(requests, ceil(payloadUp / SEGMENT_BYTES));
  const segmentsDown = max(requests, ceil(payloadDown / SEGMENT_BYTES));
  const loss = baseLossRatio(pair) + now.loss;
  const connections = chance.round(requests * pair.conversation.spec.connectionsPerRequest * now.connections);
  const lostSyn = chance.round(connections * (loss + now.synLoss));
  const lostUp = min(segmentsUp, chance.round(segmentsUp * loss));
  const lostDown = min(segmentsDown, chance.round(segmentsDown * loss));
  const roundTrip = pair.roundTripMicroseconds * chance.around(0.2) * now.roundTrip * (1 + 5 * loss);

  out[PAYLOAD_UP] = payloadUp;
  out[PAYLOAD_DOWN] = payloadDown;
  out[SEGMENTS_UP] = segmentsUp;
  out[SEGMENTS_DOWN] = segmentsDown;
  out[CONNECTIONS] = connections;
  out[RETRANSMITTED_SYN] = lostSyn;
  out[TIMEOUTS_SYN] = lostSyn;
  out[RETRANSMITTED_UP] = lostUp;
  out[RETRANSMITTED_DOWN] = lostDown;
  out[TIMEOUTS_UP] = chance.round(lostUp * TIMEOUTS_PER_RETRANSMISSION);
  out[TIMEOUTS_DOWN] = chance.round(lostDown * TIMEOUTS_PER_RETRANSMISSION);
  out[ROUND_TRIP_SUM] = round(roundTrip) * requests;
  out[ROUND_TRIP_SAMPLES] = requests;

  const packetsUp = segmentsUp + ceil(segmentsDown / SEGMENTS_PER_ACK) + HANDSHAKE_PACKETS_UP * connections;
  const packetsDown = segmentsDown + ceil(segmentsUp / SEGMENTS_PER_ACK) + HANDSHAKE_PACKETS_DOWN * connections;
  out[RECEIVED_PACKETS_UP] = packetsUp;
  out[RECEIVED_PACKETS_DOWN] = packetsDown;
  out[RECEIVED_BYTES_UP] = payloadUp + packetsUp * TCP_HEADER_BYTES;
  out[RECEIVED_BYTES_DOWN] = payloadDown + packetsDown * TCP_HEADER_BYTES;
  // Lost segments were sent twice and arrived once.
  const lostBytesUp = round((lostUp * payloadUp) / segmentsUp) + (lostUp + lostSyn) * TCP_HEADER_BYTES;
  const lostBytesDown = round((lostDown * payloadDown) / segmentsDown) + lostDown * TCP_HEADER_BYTES;
  out[SENT_PACKETS_UP] = packetsUp + lostUp + lostSyn;
  out[SENT_PACKETS_DOWN] = packetsDown + lostDown;
  out[SENT_BYTES_UP] = payloadUp + packetsUp * TCP_HEADER_BYTES + lostBytesUp;
  out[SENT_BYTES_DOWN] = payloadDown + packetsDown * TCP_HEADER_BYTES + lostBytesDown;
}

/** The part of a tick's amount after `elapsedMs` of the tick, rounded down. */
export function passedBy(amount: number, elapsedMs: number): number {
  return floor((amount * elapsedMs) / TICK_MS);
}

const drawn = zeroAmounts();

/** Part of a tick's amounts. One object that is reused: copy what must be kept. */
export interface TickPart {
  amounts: Amounts;
  tickEndMs: number;
  elapsedFromMs: number;
  elapsedToMs: number;
}

/** The ticks in [fromMs, toMs) with traffic, each with the part of it that is within the window. */
export function* ticksOf(pair: EndpointPair, fromMs: number, toMs: number): Generator<TickPart> {
  const startMs = max(fromMs, pair.fromMs);
  // Not before the start: a window can end before the pair starts, within the same tick.
  const endMs = max(startMs, min(toMs, pair.toMs));
  for (let tick = floor(startMs / TICK_MS); tick * TICK_MS < endMs; tick++) {
    if (drawTick(pair, tick, drawn)) {
      const elapsedFromMs = max(startMs - tick * TICK_MS, 0);
      const elapsedToMs = min(endMs - tick * TICK_MS, TICK_MS);
      yield { amounts: drawn, tickEndMs: (tick + 1) * TICK_MS, elapsedFromMs, elapsedToMs };
    }
  }
}

function addWhole(sum: Amounts, amounts: Amounts): void {
  for (let index = 0; index < sum.length; index++) {
    sum[index] = (sum[index] ?? 0) + (amounts[index] ?? 0);
  }
}

function addPart(sum: Amounts, amounts: Amounts, elapsedFromMs: number, elapsedToMs: number): void {
  for (let index = 0; index < sum.length; index++) {
    const value = amounts[index] ?? 0;
    sum[index] = (sum[index] ?? 0) + passedBy(value, elapsedToMs) - passedBy(value, elapsedFromMs);
  }
}

/**
 * Adds the traffic of the pair in [fromMs, toMs) to `sum`. The hottest loop of the simulator, therefore without
 * closures.
 */
export function accumulate(pair: EndpointPair, fromMs: number, toMs: number, sum: Amounts): void {
  const startMs = max(fromMs, pair.fromMs);
  // Not before the start: a window can end before the pair starts, within the same tick.
  const endMs = max(startMs, min(toMs, pair.toMs));
  for (let tick = floor(startMs / TICK_MS); tick * TICK_MS < endMs; tick++) {
    if (!drawTick(pair, tick, drawn)) {
      continue;
    }
    const elapsedFromMs = max(startMs - tick * TICK_MS, 0);
    const elapsedToMs = min(endMs - tick * TICK_MS, TICK_MS);
    if (elapsedToMs - elapsedFromMs === TICK_MS) {
      addWhole(sum, drawn);
    } else {
      addPart(sum, drawn, elapsedFromMs, elapsedToMs);
    }
  }
}

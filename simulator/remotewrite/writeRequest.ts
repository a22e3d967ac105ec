/**
 * A request of the Prometheus remote write protocol, version 1 (prometheus.io/docs/specs/prw/remote_write_spec): a
 * protocol buffer, compressed as a snappy block. The encoding takes a few lines; a protocol buffer compiler would be
 * another dependency.
 */
import { type Labels, type MetricFamily, memoize } from '../exposition/exposition';

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;

/** Encodes a value of at most 32 bits or a time in ms; both are exact as numbers. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + 128);
  }
  return Buffer.from([...bytes, rest]);
}

function tag(field: number, wireType: number): Buffer {
  return varint(field * 8 + wireType);
}

function bytesField(field: number, content: Buffer): Buffer {
  return Buffer.concat([tag(field, BYTES), varint(content.length), content]);
}

function label([name, value]: [string, string]): Buffer {
  return bytesField(1, Buffer.concat([bytesField(1, Buffer.from(name)), bytesField(2, Buffer.from(value))]));
}

function sample(value: number, timeMs: number): Buffer {
  const double = Buffer.alloc(8);
  double.writeDoubleLE(value);
  return bytesField(2, Buffer.concat([tag(1, FIXED_64), double, tag(2, VARINT), varint(timeMs)]));
}

/** Labels sorted by name, as the protocol requires. A flow has ten series in each push. */
const labelsOf = memoize((labels: Labels) =>
  Buffer.concat(
    Object.entries(labels)
      .sort(([first], [second]) => (first < second ? -1 : 1))
      .map(label)
  )
);

/** The name of the metric precedes all labels, because `_` sorts before lowercase letters. */
function timeSeries(name: Buffer, labels: Labels, value: number, timeMs: number): Buffer {
  return bytesField(1, Buffer.concat([name, labelsOf(labels), sample(value, timeMs)]));
}

/** The snappy block format without compression: the length, then literals of up to 64 KiB. */
export function snappyBlock(content: Buffer): Buffer {
  const parts = [varint(content.length)];
  for (let start = 0; start < content.length; start += LITERAL_BYTES) {
    const literal = content.subarray(start, start + LITERAL_BYTES);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(literal.length - 1);
    parts.push(LITERAL_OF_TWO_LENGTH_BYTES, length, literal);
  }
  return Buffer.concat(parts);
}

const LITERAL_BYTES = 65_536;
const LITERAL_OF_TWO_LENGTH_BYTES = Buffer.from([61 * 4]);

/** The body of a request with all samples of the families at one time. */
export function writeRequest(families: readonly MetricFamily[], timeMs: number): Buffer {
  const series = families.flatMap(({ name, samples }) => {
    const nameLabel = label(['__name__', name]);
    return samples.map(({ labels, value }) => timeSeries(nameLabel, labels, value, timeMs));
  });
  return snappyBlock(Buffer.concat(series));
}

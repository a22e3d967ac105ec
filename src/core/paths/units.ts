/** Units in column names, with their factor to bytes or microseconds. */
export type Units = Readonly<Record<string, number>>;

export const BYTES: Units = {
  bytes: 1,
  byte: 1,
  kilobytes: 1e3,
  kb: 1e3,
  kib: 1_024,
  megabytes: 1e6,
  mb: 1e6,
  mib: 1_024 ** 2,
  gigabytes: 1e9,
  gb: 1e9,
  gib: 1_024 ** 3,
  terabytes: 1e12,
  tb: 1e12,
  tib: 1_024 ** 4,
  bits: 1 / 8,
};

export const MICROSECONDS: Units = {
  nanoseconds: 1e-3,
  nanos: 1e-3,
  ns: 1e-3,
  microseconds: 1,
  microsecond: 1,
  micros: 1,
  usec: 1,
  us: 1,
  // The micro sign and the Greek letter mu look the same.
  µs: 1,
  μs: 1,
  milliseconds: 1e3,
  millisecond: 1e3,
  millis: 1e3,
  msec: 1e3,
  ms: 1e3,
  seconds: 1e6,
  second: 1e6,
  sec: 1e6,
  s: 1e6,
};

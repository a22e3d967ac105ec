import { isTraffic, numberKind } from './numberKind';

const kindOf = (name: string, unit?: string, label = name) => numberKind({ name, config: unit ? { unit } : {} }, label);

describe('numberKind', () => {
  it.each([
    // Grafana's units.
    ['x', 'Bps', 'rate'],
    ['x', 'binBps', 'rate'],
    ['x', 'KBs', 'rate'],
    ['x', 'Mbits', 'rate'],
    ['x', 'GiBs', 'rate'],
    ['x', 'pps', 'rate'],
    ['x', 'reqps', 'rate'],
    ['x', 'iops', 'rate'],
    ['x', 'opm', 'rate'],
    ['x', 'ms', 'mean'],
    ['x', 'µs', 'mean'],
    ['x', 's', 'mean'],
    ['x', 'dtdurations', 'mean'],
    ['x', 'percent', 'mean'],
    ['x', 'percentunit', 'mean'],
    ['x', 'decbytes', 'count'],
    ['x', 'currencyUSD', 'count'],
    ['port', 'decbytes', 'count'],
    // Custom units.
    ['x', 'suffix: req/s', 'rate'],
    ['x', 't/min', 'rate'],
    ['x', 'ms/r', 'mean'],
    ['x', 'suffix:%', 'mean'],
    // A percentile in any unit.
    ['p95', 'ms', 'largest'],
    ['max_rtt', 'ms', 'largest'],
  ])('reads %s in %s as a %s', (name, unit, kind) => {
    expect(kindOf(name, unit)).toBe(kind);
  });

  it.each([
    ['bytes', 'count'],
    ['requests', 'count'],
    ['errors', 'count'],
    ['bytes_total', 'count'],
    ['retransmission timeouts', 'count'],
    ['latency_count', 'count'],
    ['duration_seconds_sum', 'count'],
    ['toString', 'count'],
    ['rate', 'rate'],
    ['byteRate', 'rate'],
    ['bytes_per_second', 'rate'],
    ['requestsPerSecond', 'rate'],
    ['requests_per_min', 'rate'],
    ['bytespersec', 'rate'],
    ['Rate (B/s)', 'rate'],
    ['req/s', 'rate'],
    ['rps', 'rate'],
    ['tx_bps', 'rate'],
    ['Mbps', 'rate'],
    ['Throughput', 'rate'],
    ['Value', 'rate'],
    ['Value #A', 'rate'],
    ['error_rate', 'mean'],
    ['latency', 'mean'],
    ['TimeFlowRttNs', 'mean'],
    ['DnsLatencyMs', 'mean'],
    ['response_time', 'mean'],
    ['Latency (ms)', 'mean'],
    ['avg_packet_size', 'mean'],
    ['cpu utilization', 'mean'],
    ['loss_pct', 'mean'],
    ['cross_zone_share', 'mean'],
    ['p95', 'largest'],
    ['latency_p999', 'largest'],
    ['95th percentile', 'largest'],
    ['max latency', 'largest'],
    ['min_rtt', 'smallest'],
  ])('reads %s without a unit as a %s', (name, kind) => {
    expect(kindOf(name)).toBe(kind);
    expect(kindOf(name, 'short')).toBe(kind);
  });

  it.each([
    // VPC Flow Logs, NetObserv, IPFIX, Elastic, Suricata, Zeek, GCP, Azure.
    ...[
      'srcport',
      'dstport',
      'lport',
      'protocol',
      'version',
      'account_id',
      'start',
      'end',
      'tcp_flags',
      'traffic_path',
    ],
    ...['SrcPort', 'DstPort', 'Proto', 'Etype', 'Flags', 'Dscp', 'TimeFlowStartMs', 'TimeFlowEndMs', 'TimeReceived'],
    ...[
      'sourceTransportPort',
      'protocolIdentifier',
      'flowStartMilliseconds',
      'FIRST_SWITCHED',
      'IfDirections',
      'SrcAS',
    ],
    ...['source.port', 'destination.port', 'src_port', 'dest_port', 'dport', 'l4port', 'port', 'server.port', 'vlan'],
    ...['timestamp', 'ts', 'epoch', 'time', 'start_time', 'endTime', 'http_status', 'response code', 'process pid'],
  ])('reads %s as an identifier', (name) => {
    expect(kindOf(name)).toBe('identifier');
  });

  it.each([
    'reports',
    'transport',
    'airport',
    'throughputs',
    'ended',
    'restarts',
    'aspects',
    'prototypes',
    '__proto__',
  ])('does not read %s as an identifier', (name) => {
    expect(kindOf(name)).not.toBe('identifier');
  });

  it('uses the display name for the columns of a node graph', () => {
    expect(kindOf('mainstat', undefined, 'Average response time')).toBe('mean');
    expect(kindOf('secondaryStat', undefined, 'Requests per second')).toBe('rate');
    expect(kindOf('mainstat', undefined, 'Main stat')).toBe('count');
    expect(kindOf('detail__p99')).toBe('largest');
    expect(kindOf('thickness')).toBe('largest');
  });

  it('recognizes columns that count traffic', () => {
    const names = ['bytes', 'SrcBytes', 'octetDeltaCount', 'octets', 'network.packets', 'Pkts', 'requests', 'byteman'];
    expect(names.filter((name) => isTraffic({ name }))).toEqual(names.slice(0, 6));
  });
});

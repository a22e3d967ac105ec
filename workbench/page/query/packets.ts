import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  DataTopic,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';

/** The current packets of a running request by key; a later packet replaces an earlier one with the same key. */
export type Packets = ReadonlyMap<string, DataQueryResponse>;

/** Adds a packet. The key is its own, or the refId of its first frame. */
export function addPacket(packets: Packets, packet: DataQueryResponse): Packets {
  const key = packet.key ?? packet.data?.[0]?.refId ?? 'A';
  return new Map([...packets, [key, packet]]);
}

/**
 * The panel's data after the packet `last`: all packets together, in the state of the last one, or Error if any of them
 * has one.
 */
export function toPanelData(packets: Packets, last: DataQueryResponse, request: DataQueryRequest): PanelData {
  const all = [...packets.values()];
  const errors = all.flatMap(({ error, errors: several }) => several ?? (error === undefined ? [] : [error]));
  const frames = all.flatMap(({ data }) => data.map((item): DataFrame => toDataFrame(item)));
  return {
    state: errors.length > 0 ? LoadingState.Error : (last.state ?? LoadingState.Done),
    series: frames.filter((frame) => frame.meta?.dataTopic !== DataTopic.Annotations),
    annotations: frames.filter((frame) => frame.meta?.dataTopic === DataTopic.Annotations),
    ...(errors.length > 0 && { errors, error: errors[0] }),
    request,
    timeRange: request.range,
  };
}

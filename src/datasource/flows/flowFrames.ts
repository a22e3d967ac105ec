import { type DataFrame } from '@grafana/data';
import { type FlowPicture } from '../../core/flow/picture';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { flowsToFrame } from '../../frames/flowsFrame';

/** The frames in which a query shows a picture; notices are on the first. */
export function flowFrames(picture: FlowPicture, query: FlowsQuery, refId: string): DataFrame[] {
  const [first, ...others] = formatted(picture, query, refId);
  return first ? [{ ...first, meta: { ...first.meta, notices: [...picture.notices] } }, ...others] : [];
}

function formatted({ flows, window }: FlowPicture, _query: FlowsQuery, refId: string): DataFrame[] {
  return [flowsToFrame(flows, window, refId)];
}

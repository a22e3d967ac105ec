import { type Finding } from './finding';
import { cloudWatchFailed, cloudWatchGone, countsBytes, countsNothing } from './messages';

/** Whether the selected CloudWatch data source has the bytes of a monitor. */
export type CloudWatchAnswer =
  | { kind: 'counts' }
  | { kind: 'nothing' }
  | { kind: 'gone'; uid: string }
  /** `said`: what happened and what to do, in whole sentences. */
  | { kind: 'fails'; said: string };

/** The finding for CloudWatch. Without it, everything works, and only the share of all bytes is unknown. */
export function cloudWatchFinding(answer: CloudWatchAnswer, monitor: string): Finding {
  switch (answer.kind) {
    case 'counts':
      return finding('fine', countsBytes(monitor));
    case 'nothing':
      return finding('warning', countsNothing(monitor));
    case 'gone':
      return finding('warning', cloudWatchGone(answer.uid));
    case 'fails':
      return finding('warning', cloudWatchFailed(answer.said));
  }
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'CloudWatch', state, text };
}

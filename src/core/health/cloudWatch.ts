import { type Finding } from './finding';

/** Whether the chosen CloudWatch data source counts the bytes of a monitor. */
export type CloudWatchAnswer =
  | { kind: 'counts' }
  | { kind: 'nothing' }
  | { kind: 'gone'; uid: string }
  /** `said`: what happened and what to do, in whole sentences. */
  | { kind: 'fails'; said: string };

/** Without it, everything works: only the share of all bytes is unknown. */
export function cloudWatchFinding(answer: CloudWatchAnswer, monitor: string): Finding {
  const unknown = 'Until then, flows don’t show their share of the monitors’ bytes.';
  switch (answer.kind) {
    case 'counts':
      return finding('fine', `It counts the bytes of the monitor "${monitor}".`);
    case 'nothing':
      return finding(
        'warning',
        `It has no DataTransferred of the monitor "${monitor}" from 30 to 10 minutes ago. Check that it uses the monitor’s AWS account and that agents send to the monitor. ${unknown}`
      );
    case 'gone':
      return finding(
        'warning',
        `The chosen CloudWatch data source (uid "${answer.uid}") does not exist. Choose another one in the settings. ${unknown}`
      );
    case 'fails':
      return finding('warning', `${answer.said} ${unknown}`);
  }
}

function finding(state: Finding['state'], text: string): Finding {
  return { part: 'CloudWatch', state, text };
}

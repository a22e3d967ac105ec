import { type Finding } from './finding';

/** What ranges beyond the API's hour come from. */
export function flowSeriesFinding(hasSeries: boolean): Finding {
  const text = hasSeries
    ? 'The agents send them: flows of any range come in one query.'
    : 'The agents send none (nfm_*): ranges of more than an hour are asked of the flow API hour by hour.';
  return { part: 'Flow series', state: 'fine', text };
}

import { LoadingState } from '@grafana/data';
import { type FlowsQuery } from '../../core/query/resolveQuery';
import { LastAnswers } from './lastAnswers';

const query: FlowsQuery = {
  monitorName: 'demo',
  metrics: ['DATA_TRANSFERRED'],
  categories: ['INTRA_AZ'],
  optionalCategories: [],
  limit: 500,
  filter: { namespace: '.*' },
};
const response = { data: [], state: LoadingState.Done };
const window = { startMs: 0, endMs: 100 };

describe('LastAnswers', () => {
  it('recalls the answer to the same query for about the same time, and no other', () => {
    const answers = new LastAnswers();
    answers.remember(query, window, response);
    expect(answers.recall(query, { startMs: 40, endMs: 140 })).toBe(response);
    expect(answers.recall(query, { startMs: 60, endMs: 160 })).toBeUndefined();
    expect(answers.recall({ ...query, monitorName: 'other' }, window)).toBeUndefined();
    expect(answers.recall({ ...query, metrics: ['TIMEOUTS'] }, window)).toBeUndefined();
  });

  it('forgets the longest unused when many are asked', () => {
    const answers = new LastAnswers();
    const other = (number: number) => ({ ...query, monitorName: `monitor-${number}` });
    Array.from({ length: 11 }, (_, number) => answers.remember(other(number), window, response));
    expect(answers.recall(other(0), window)).toBeUndefined();
    expect(answers.recall(other(10), window)).toBe(response);
  });
});

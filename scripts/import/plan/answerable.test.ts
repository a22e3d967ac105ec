/** @jest-environment node */
import { undecidedDataSource } from '../messages';
import { splitBySources } from './answerable';
import { type DataSource, type Kind } from './dataSources';
import { type WantedRule } from './rule';

const ruleQuerying = (...uids: string[]): WantedRule => ({
  ...{ uid: uids.join(), title: '', ruleGroup: '', labels: {}, annotations: {} },
  data: uids.map((datasourceUid) => ({ refId: 'A', datasourceUid, model: {} })),
});

const PROMETHEUS: DataSource = { uid: 'p', name: 'P', type: 'prometheus' };
const CLOUDWATCH: DataSource = { uid: 'c', name: 'C', type: 'cloudwatch' };
const promql = ruleQuerying('eastwest-prometheus', '__expr__');
const monitors = ruleQuerying('eastwest-cloudwatch', '__expr__');
const ONLY_PROMETHEUS = new Map<Kind, DataSource>([['prometheus', PROMETHEUS]]);

describe('splitBySources', () => {
  it('skips rules that query a kind of data source that does not exist', () => {
    const sources = { all: [PROMETHEUS], chosen: ONLY_PROMETHEUS };
    expect(splitBySources([promql, monitors], sources)).toEqual({ answerable: [promql], skipped: [monitors] });
  });

  it('requires a choice if there are several data sources of a kind', () => {
    const several = [CLOUDWATCH, { ...CLOUDWATCH, uid: 'd' }];
    const sources = { all: [PROMETHEUS, ...several], chosen: ONLY_PROMETHEUS };
    expect(() => splitBySources([promql, monitors], sources)).toThrow(undecidedDataSource('cloudwatch', several).what);
  });

  it('fails if all rules are skipped, and ignores kinds that no rule queries', () => {
    const sources = { all: [PROMETHEUS], chosen: ONLY_PROMETHEUS };
    expect(() => splitBySources([monitors], sources)).toThrow(undecidedDataSource('cloudwatch', []).what);
    expect(splitBySources([promql], sources).skipped).toEqual([]);
  });
});

/** @jest-environment node */
import { splitBySources } from './askable';
import { type DataSource, type Kind } from './dataSources';
import { type WantedRule } from './rule';

const ruleAsking = (...uids: string[]): WantedRule => ({
  ...{ uid: uids.join(), title: '', ruleGroup: '', labels: {}, annotations: {} },
  data: uids.map((datasourceUid) => ({ refId: 'A', datasourceUid, model: {} })),
});

const PROMETHEUS: DataSource = { uid: 'p', name: 'P', type: 'prometheus' };
const CLOUDWATCH: DataSource = { uid: 'c', name: 'C', type: 'cloudwatch' };
const promql = ruleAsking('eastwest-prometheus', '__expr__');
const monitors = ruleAsking('eastwest-cloudwatch', '__expr__');
const ONLY_PROMETHEUS = new Map<Kind, DataSource>([['prometheus', PROMETHEUS]]);

describe('alert rules and the data sources that are there', () => {
  it('leave out what asks a kind that is not', () => {
    const sources = { all: [PROMETHEUS], chosen: ONLY_PROMETHEUS };
    expect(splitBySources([promql, monitors], sources)).toEqual({ askable: [promql], leftOut: [monitors] });
  });

  it('want a choice where there are several of a kind', () => {
    const sources = { all: [PROMETHEUS, CLOUDWATCH, { ...CLOUDWATCH, uid: 'd' }], chosen: ONLY_PROMETHEUS };
    expect(() => splitBySources([promql, monitors], sources)).toThrow('has 2 cloudwatch data sources');
  });

  it('are an error where none is left, and none is missed where none is asked', () => {
    const sources = { all: [PROMETHEUS], chosen: ONLY_PROMETHEUS };
    expect(() => splitBySources([monitors], sources)).toThrow('has no cloudwatch data source');
    expect(splitBySources([promql], sources).leftOut).toEqual([]);
  });
});

import fc from 'fast-check';
import { bytesOf } from '../core/flow/flow';
import { joinReports } from '../core/flow/joinReports';
import { type GraphLevel, GROUPINGS, LEVELS_OF } from '../core/graph/level';
import { LIST_PRICES } from '../core/transfer/charges';
import { flowMeasures } from '../core/graph/measure';
import { treeOfTable, treeTopologyOf } from '../core/graph/tree';
import { decodePage } from '../flowapi/decode';
import { type WireTopContributorsRow } from '../flowapi/wire';
import { FlowFrameTable } from '../frames/flowFrameTable';
import { flowsToFrame, frameToFlows } from '../frames/flowsFrame';
import { HOSTILE_STRINGS } from '../testing/hostileStrings';
import { renderInputOf, sceneOf } from '../testing/scenes';
import { renderSvg } from './export/renderSvg';
import { edgesCsv } from './model/edgesCsv';
import { outlineOf } from './model/outline';
import { summaryOf } from './model/summary';
import { graphOfView, initialView } from './model/viewState';

const WINDOW = { startMs: 0, endMs: 900_000 };
/** A character that no part of the panel shows: it is invisible, or reorders or covers its neighbors. */
const UNSAFE = /[\p{Cc}\p{Surrogate}\u{2028}\u{2029}\u{200b}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]|\p{M}{5}/u;

const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(HOSTILE_STRINGS)) },
  fc.string({ unit: 'binary' })
);
const NAMES = ['localPodName', 'localPodNamespace', 'localServiceName'] as const;
const REMOTE_NAMES = ['remotePodName', 'remotePodNamespace', 'remoteServiceName'] as const;

/** A row in which every text is any text, or absent. */
const anyRow: fc.Arbitrary<WireTopContributorsRow> = fc.record(
  {
    localIp: anyText,
    snatIp: anyText,
    localInstanceId: anyText,
    localVpcId: anyText,
    localRegion: anyText,
    localAz: anyText,
    localSubnetId: anyText,
    targetPort: fc.constantFrom(0, 443),
    destinationCategory: anyText,
    remoteVpcId: anyText,
    remoteRegion: anyText,
    remoteAz: anyText,
    remoteSubnetId: anyText,
    remoteInstanceId: anyText,
    remoteIp: anyText,
    dnatIp: anyText,
    traversedConstructs: fc.array(
      fc.record({ componentId: anyText, componentType: anyText, componentArn: anyText, serviceName: anyText }),
      { maxLength: 2 }
    ),
    kubernetesMetadata: fc.record(
      Object.fromEntries([...NAMES, ...REMOTE_NAMES].map((name): [string, typeof anyText] => [name, anyText])),
      { requiredKeys: [] }
    ),
    additionalFlowInfo: fc.record({
      network: fc.record({ asName: anyText }),
      clientLocation: fc.record({ city: anyText, subdivision: anyText, country: anyText }),
    }),
  },
  { requiredKeys: [] }
);

const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 8 }).map((rows) =>
  // Powers of two, so that a sum shows which of them it contains.
  rows.map((row, index) => ({ ...row, value: 2 ** index }))
);

/** The flows of a response, through the frame that panels get. */
function frameOf(rows: WireTopContributorsRow[]) {
  const page = { unit: 'Bytes' as const, topContributors: rows };
  return flowsToFrame(joinReports(decodePage(page, 'DATA_TRANSFERRED', 'INTRA_AZ')), WINDOW);
}

function graphsOf(frame: ReturnType<typeof frameOf>) {
  const table = new FlowFrameTable(frame);
  return GROUPINGS.flatMap((grouping) => {
    const tree = treeOfTable(treeTopologyOf(table.ends, grouping), table);
    return LEVELS_OF[grouping].map((level: GraphLevel) => ({
      tree,
      graph: graphOfView(tree, initialView(grouping, level), Infinity),
    }));
  });
}

const sumOf = (values: ReadonlyArray<number | undefined>) => values.reduce<number>((sum, value = 0) => sum + value, 0);

describe('names of any kind', () => {
  it('lose no byte on the way from the API to the graph, at every level', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const page = { unit: 'Bytes' as const, topContributors: rows };
        const flows = joinReports(decodePage(page, 'DATA_TRANSFERRED', 'INTRA_AZ'));
        const total = sumOf(flows.map(bytesOf));
        const frame = flowsToFrame(flows, WINDOW);
        expect(sumOf(frameToFlows(frame).map(bytesOf))).toBe(total);
        for (const { graph } of graphsOf(frame)) {
          expect(graph.totalBytes).toBe(total);
          expect(sumOf(graph.edges.map(({ bytes }) => bytes))).toBe(total);
        }
      }),
      { numRuns: 40 }
    );
  });

  it('are visible and in order in the graph, the list, the summary, and the CSV file', () => {
    const measures = flowMeasures({ prices: LIST_PRICES });
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const { graph, tree } of graphsOf(frameOf(rows))) {
          const labels = outlineOf(graph).map(({ node }) => node.label);
          expect(
            labels.filter((label) => label.trim() === '' || UNSAFE.test(label) || [...label].length > 253)
          ).toEqual([]);
          expect(summaryOf(graph, tree)).not.toMatch(UNSAFE);
          const cells = edgesCsv(graph, measures).split('\r\n').join(',');
          expect(cells).not.toMatch(UNSAFE);
          expect(cells).not.toMatch(/(?:^|,)"?[=+\-@\t]/);
        }
      }),
      { numRuns: 40 }
    );
  });

  it('make an SVG document that is well-formed and contains no markup of theirs', () => {
    fc.assert(
      fc.property(anyRows, anyText, (rows, title) => {
        const svg = renderSvg(renderInputOf(sceneOf(frameToFlows(frameOf(rows)), 'pod')), title, [title]);
        const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
        expect(parsed.querySelector('parsererror')).toBeNull();
        const elements = [...parsed.querySelectorAll('*')];
        const tags = new Set(elements.map(({ tagName }) => tagName));
        expect([...tags].filter((tag) => !['svg', 'title', 'path', 'rect', 'text'].includes(tag))).toEqual([]);
        const attributes = elements.flatMap((element) => element.getAttributeNames());
        expect(attributes.filter((name) => /^on|href|^style$/i.test(name))).toEqual([]);
      }),
      { numRuns: 20 }
    );
  });

  it.each(['constructor', '__proto__', 'hasOwnProperty'])(
    'can be the members of objects: the unit "%s" is unknown',
    (unit) => {
      expect(() => decodePage({ unit, topContributors: [{ value: 1 }] }, 'DATA_TRANSFERRED', 'INTRA_AZ')).toThrow(
        /has the unit/
      );
    }
  );
});

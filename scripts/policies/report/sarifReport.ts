import { type JudgedGroup } from '../../../src/core/policy/review/groupJudged';
import { deniedFlows } from '../messages';
import { repository } from '../../../package.json';
import { addressOf } from '../../repository';
import { RULE_TEXTS, type RuleId } from './ruleTexts';
import { type ReportedFinding, type VerdictReport } from './verdictReport';

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

interface Result {
  ruleId: RuleId;
  level: ReportedFinding['severity'];
  text: string;
  /** The objects that the result is about: "NetworkPolicy shop/web". The first one is where it is shown. */
  objects: readonly string[];
}

/**
 * The report as SARIF 2.1.0: findings about the policies, and groups of flows that the last stage does not allow. GitHub shows results
 * in files, so a result is in the file of the policy if that is YAML of the inventory.
 */
export function sarifReport({ stages, mistakes, differences = [], sources }: VerdictReport): string {
  const results = [
    ...[...mistakes, ...differences].map(findingResult),
    ...stages.slice(-1).flatMap(({ notAllowed }) => notAllowed.map(flowResult)),
  ];
  const ruleIds = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Eastwest', informationUri: repository, rules: ruleIds.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ ruleId, level, text, objects }) => ({
          ruleId,
          ruleIndex: ruleIds.indexOf(ruleId),
          level,
          message: { text: plain(text) },
          locations: [locationOf(objects, sources)],
        })),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

function findingResult({ id, severity, object, place, problem, remedy }: ReportedFinding): Result {
  return { ruleId: id, level: severity, text: `${place}: ${problem} ${remedy}`, objects: [object] };
}

function flowResult(group: JudgedGroup): Result {
  const isDenied = group.outcome === 'denied';
  return {
    ruleId: isDenied ? 'flow-denied' : 'flow-unknown',
    level: isDenied ? 'error' : 'warning',
    text: deniedFlows(group).trim(),
    objects: [...group.policies, group.client],
  };
}

function ruleOf(id: RuleId): object {
  const { name, help } = RULE_TEXTS[id];
  return {
    id,
    shortDescription: { text: name },
    help: { text: help },
    helpUri: addressOf('docs/policies.md'),
  };
}

/** The file of the first object that has one, else the name of the first object. */
function locationOf(objects: readonly string[], sources: VerdictReport['sources']): object {
  const [first = ''] = objects;
  const object = objects.find((each) => sources?.has(each)) ?? first;
  const source = sources?.get(object);
  return {
    ...(source && {
      physicalLocation: {
        artifactLocation: { uri: source.uri, uriBaseId: '%SRCROOT%' },
        region: { startLine: source.line },
      },
    }),
    logicalLocations: [{ fullyQualifiedName: logicalName(object), kind: 'resource' }],
  };
}

/** "shop/NetworkPolicy/web" for "NetworkPolicy shop/web", and "ClusterNetworkPolicy/tenants" without a namespace. */
function logicalName(object: string): string {
  const [, kind = '', namespace, name = ''] = /^(\w+) (?:([^/]+)\/)?(.+)$/.exec(object) ?? [];
  return kind === '' ? object : [...(namespace === undefined ? [] : [namespace]), kind, name].join('/');
}

/** Text without links, which "[text](target)" is in a message: names in flows come from outside. */
function plain(text: string): string {
  return text.replaceAll('](', ']\u200B(');
}
